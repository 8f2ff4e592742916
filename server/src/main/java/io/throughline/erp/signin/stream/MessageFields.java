package io.throughline.erp.signin.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields of one message, each read once and within its limits; one that is left over is refused. */
final class MessageFields {

    private static final int MOST_DEPTH = 4;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MOST_DEPTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode fields;
    private final Set<String> unread = new HashSet<>();

    private MessageFields(JsonNode fields) throws BadMessageException {
        if (!fields.isObject()) {
            throw new BadMessageException("A message must be a JSON object.");
        }
        this.fields = fields;
        unread.addAll(fields.propertyNames());
    }

    static MessageFields of(String text) throws BadMessageException {
        try {
            return new MessageFields(JSON.readTree(text));
        } catch (JacksonException e) {
            throw new BadMessageException("A message must be one JSON object."); // without the cause, which quotes it
        }
    }

    private JsonNode take(String name) {
        unread.remove(name);
        return fields.path(name);
    }

    /** @param most UTF-16 units */
    String text(String name, int most) throws BadMessageException {
        JsonNode value = take(name);
        if (!value.isString() || value.stringValue().length() > most) {
            throw new BadMessageException("'" + name + "' must be text of at most " + most + " characters.");
        }
        return value.stringValue();
    }

    /** @return null if the field is null or missing */
    @Nullable String textOrNull(String name, int most) throws BadMessageException {
        JsonNode value = fields.path(name);
        if (value.isNull() || value.isMissingNode()) {
            unread.remove(name);
            return null;
        }
        return text(name, most);
    }

    /** @return the index in the words */
    int word(String name, List<String> words) throws BadMessageException {
        JsonNode value = take(name);
        int index = value.isString() ? words.indexOf(value.stringValue()) : -1;
        if (index < 0) {
            throw new BadMessageException("'" + name + "' must be one of " + String.join(", ", words) + ".");
        }
        return index;
    }

    boolean truth(String name) throws BadMessageException {
        JsonNode value = take(name);
        if (!value.isBoolean()) {
            throw new BadMessageException("'" + name + "' must be true or false.");
        }
        return value.booleanValue();
    }

    int wholeNumber(String name, int least, int most) throws BadMessageException {
        JsonNode value = take(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            throw new BadMessageException("'" + name + "' must be a whole number from " + least + " to " + most + ".");
        }
        return value.intValue();
    }

    double number(String name, double least, double most) throws BadMessageException {
        JsonNode value = take(name);
        double number = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(number >= least && number <= most)) {
            throw new BadMessageException("'" + name + "' must be a number from " + least + " to " + most + ".");
        }
        return number;
    }

    /** Reads the objects in a list. */
    List<MessageFields> list(String name, int most) throws BadMessageException {
        JsonNode value = take(name);
        if (!value.isArray() || value.size() > most) {
            throw new BadMessageException("'" + name + "' must be a list of at most " + most + ".");
        }
        var all = new ArrayList<MessageFields>();
        for (JsonNode each : value) {
            all.add(new MessageFields(each));
        }
        return all;
    }

    /** Says that all was read that there may be. */
    void end() throws BadMessageException {
        if (!unread.isEmpty()) {
            throw new BadMessageException("A message has a field that none of its type has.");
        }
    }
}
