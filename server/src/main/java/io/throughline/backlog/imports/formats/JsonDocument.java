package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/**
 * Walks over a JSON file and holds one element at a time. The items are the elements of the root if it is a list, of one
 * of its properties if it is an object, or the objects of a sequence: one in each line, or one after the other.
 */
final class JsonDocument {

    /** Takes elements in the order of the file. */
    interface Visitor {

        /** @param number of the item, from 1 */
        void item(long number, JsonNode element);

        /** Something else of the root that was asked for. */
        void property(String name, JsonNode value);

        /** A line of a sequence that is no JSON; the next ones may be. */
        void broken(long number, String where);
    }

    private static final int LONGEST_LINE = 1 << 23;

    private final BacklogFile file;
    private final TextEncoding encoding;
    private final JsonHead head;
    private final Predicate<String> isItems;
    private final Predicate<String> isWanted;

    /** @param isWanted other properties of the root that the visitor asks for */
    JsonDocument(
            BacklogFile file,
            TextEncoding encoding,
            JsonHead head,
            Predicate<String> isItems,
            Predicate<String> isWanted) {
        this.file = file;
        this.encoding = encoding;
        this.head = head;
        this.isItems = isItems;
        this.isWanted = isWanted;
    }

    /** @return where and how the document breaks off, or an empty text if it is whole */
    String forEach(Visitor visitor) throws IOException {
        if (head.lines()) {
            forEachLine(visitor);
            return "";
        }
        try (JsonParser parser = JsonText.parser(file, encoding)) {
            return walk(parser, visitor);
        }
    }

    private String walk(JsonParser parser, Visitor visitor) {
        long number = 0;
        try {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    number = walkItems(parser, number, visitor);
                } else if (token == JsonToken.START_OBJECT && head.rootHoldsItems(isItems)) {
                    number = walkRoot(parser, number, visitor);
                } else {
                    visitor.item(++number, parser.readValueAsTree());
                }
            }
            return "";
        } catch (JacksonException e) {
            return where(e);
        }
    }

    private static long walkItems(JsonParser parser, long from, Visitor visitor) {
        long number = from;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                number = walkItems(parser, number, visitor); // a list of pages
            } else {
                visitor.item(++number, parser.readValueAsTree());
            }
        }
        return number;
    }

    private long walkRoot(JsonParser parser, long from, Visitor visitor) {
        long number = from;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (isItems.test(name) && value == JsonToken.START_ARRAY) {
                number = walkItems(parser, number, visitor);
            } else if (isWanted.test(name) && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    visitor.property(name, parser.readValueAsTree());
                }
            } else if (isWanted.test(name)) {
                visitor.property(name, parser.readValueAsTree());
            } else {
                parser.skipChildren();
            }
        }
        return number;
    }

    private static String where(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        String reason = e.getOriginalMessage();
        String start = reason == null ? "it cannot be read" : firstSentence(reason);
        return (location == null ? "" : "at line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ")
                + RefusedRowException.shorten(start);
    }

    private static String firstSentence(String reason) {
        int end = reason.indexOf(" (start marker");
        return end < 0 ? reason : reason.substring(0, end);
    }

    private void forEachLine(Visitor visitor) throws IOException {
        try (Reader text = encoding.open(file);
                BufferedReader lines = new BufferedReader(text)) {
            long number = 0;
            for (String line = readLine(lines); line != null; line = readLine(lines)) {
                if (line.isBlank()) {
                    continue;
                }
                number++;
                try (JsonParser parser = JsonText.parser(line)) {
                    parser.nextToken();
                    JsonNode element = parser.readValueAsTree();
                    visitor.item(number, element);
                } catch (JacksonException e) {
                    visitor.broken(number, where(e).replace("at line 1, ", "at "));
                }
            }
        }
    }

    /** A line longer than all reason is cut, and so refused as broken JSON. */
    private static @Nullable String readLine(BufferedReader lines) throws IOException {
        StringBuilder line = new StringBuilder();
        int character = lines.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            if (line.length() < LONGEST_LINE) {
                line.append((char) character);
            }
            character = lines.read();
        }
        return line.toString();
    }
}
