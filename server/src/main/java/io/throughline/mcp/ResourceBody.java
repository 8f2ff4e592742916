package io.throughline.mcp;

/** What is at the address of a resource. */
public sealed interface ResourceBody {

    String mimeType();

    /** A value that is told as JSON. */
    record Json(Object value) implements ResourceBody {

        @Override
        public String mimeType() {
            return Resource.JSON;
        }
    }

    /** Text such as Markdown or HTML. */
    record Text(String mimeType, String text) implements ResourceBody {}

    /** Anything else. */
    record Binary(String mimeType, Bytes bytes) implements ResourceBody {}
}
