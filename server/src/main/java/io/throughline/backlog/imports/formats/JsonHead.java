package io.throughline.backlog.imports.formats;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What the start of a JSON file shows of its shape, even where it is cut off.
 *
 * @param list whether the root is a list
 * @param lines whether each line is an object of its own
 * @param rootNames properties of the root object, or of the first one of a sequence
 * @param elementNames for each list of objects in the root, the properties of its first elements; for a root that is a
 *     list, under the empty name
 */
record JsonHead(boolean list, boolean lines, Set<String> rootNames, Map<String, Set<String>> elementNames) {

    private static final int ELEMENTS = 5;

    /** @return empty if the head is no JSON */
    static Optional<JsonHead> find(byte[] head) {
        if (FileStart.findDefect(head).isPresent()) {
            return Optional.empty();
        }
        return find(TextEncoding.ofHead(head).decodeHead(head));
    }

    private static Optional<JsonHead> find(String text) {
        String start = text.stripLeading();
        if (start.isEmpty() || (start.charAt(0) != '{' && start.charAt(0) != '[')) {
            return Optional.empty();
        }
        Set<String> rootNames = new LinkedHashSet<>();
        Map<String, Set<String>> elementNames = new LinkedHashMap<>();
        boolean list = start.charAt(0) == '[';
        try (JsonParser parser = JsonText.parser(start)) {
            parser.nextToken();
            if (list) {
                elementNames.put("", new HashSet<>());
                readElements(parser, elementNames.computeIfAbsent("", unseen -> new HashSet<>()));
            } else {
                readRoot(parser, rootNames, elementNames);
            }
        } catch (JacksonException e) {
            if (rootNames.isEmpty() && elementNames.values().stream().allMatch(Set::isEmpty)) {
                return Optional.empty(); // broken right at the start
            }
        }
        return Optional.of(new JsonHead(list, !list && firstLineIsObject(start), rootNames, elementNames));
    }

    private static void readRoot(JsonParser parser, Set<String> rootNames, Map<String, Set<String>> elementNames) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            rootNames.add(name);
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                readElements(parser, elementNames.computeIfAbsent(name, unseen -> new HashSet<>()));
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void readElements(JsonParser parser, Set<String> names) {
        int elements = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                return;
            }
            if (token != JsonToken.START_OBJECT || ++elements > ELEMENTS) {
                parser.skipChildren();
                continue;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                names.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
        }
    }

    /** So is a file of one object on one line; reading it by lines gives the same. */
    private static boolean firstLineIsObject(String text) {
        int end = text.indexOf('\n');
        String rest = end < 0 ? "" : text.substring(end).strip();
        if (rest.isEmpty()) {
            return false;
        }
        try (JsonParser parser = JsonText.parser(text.substring(0, end))) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Whether the root is an object around lists, rather than an item itself. */
    boolean rootHoldsItems(Predicate<String> isItems) {
        return rootNames.stream().anyMatch(isItems);
    }

    /** The properties of items, wherever they are. */
    Set<String> namesIn(String property) {
        return elementNames.getOrDefault(property, Set.of());
    }

    /** The properties of items that are not inside of a list with a name: of the root list, or of objects in a sequence. */
    Set<String> bareNames() {
        return list ? namesIn("") : rootNames;
    }
}
