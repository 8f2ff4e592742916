package io.throughline.browser;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * What a browser says: the answer to a command, or an event.
 *
 * @param id of the command; 0 for an event
 * @param session of the target it is about; null for the browser itself
 * @param method of an event; null for an answer
 * @param body result of a command, parameters of an event; missing if there is none
 * @param error what a command failed with; null if it did not
 * @param picture of {@code Page.screencastFrame}, in whose body it is left out
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, not compared
record DevToolsMessage(
        int id,
        @Nullable String session,
        @Nullable String method,
        JsonNode body,
        @Nullable String error,
        byte @Nullable [] picture) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PICTURE = "Page.screencastFrame";

    static byte[] write(Object message) {
        return JSON.writeValueAsBytes(message);
    }

    /** Text as a literal of JavaScript. */
    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    static DevToolsMessage read(DevToolsWire.Slice slice) {
        try (JsonParser parser = JSON.createParser(slice.bytes(), slice.offset(), slice.length())) {
            return read(parser);
        }
    }

    private static DevToolsMessage read(JsonParser parser) {
        int id = 0;
        String session = null;
        String method = null;
        String error = null;
        byte[] picture = null;
        JsonNode body = MissingNode.getInstance();
        parser.nextToken();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "id" -> id = parser.getIntValue();
                case "sessionId" -> session = parser.getString();
                case "method" -> method = parser.getString();
                case "error" -> error = tree(parser).path("message").asString("no reason");
                case "params" -> {
                    if (PICTURE.equals(
                            method)) { // the name comes first; else the picture is in the body, and none is seen
                        var read = new PictureParameters();
                        body = read.from(parser);
                        picture = read.picture;
                    } else {
                        body = tree(parser);
                    }
                }
                case "result" -> body = tree(parser);
                default -> parser.skipChildren();
            }
        }
        return new DevToolsMessage(id, session, method, body, error, picture);
    }

    private static JsonNode tree(JsonParser parser) {
        return parser.readValueAsTree();
    }

    /** Decodes a picture from where it was read, without a text of it in between. */
    private static final class PictureParameters {

        private byte @Nullable [] picture;

        private JsonNode from(JsonParser parser) {
            var rest = JSON.createObjectNode();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return rest;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                if (name.equals("data")) {
                    picture = parser.getBinaryValue();
                } else {
                    rest.set(name, tree(parser));
                }
            }
            return rest;
        }
    }
}
