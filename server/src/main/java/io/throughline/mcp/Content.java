package io.throughline.mcp;

import org.jspecify.annotations.Nullable;

/** A piece of what a client shows to the model or to a person. */
public sealed interface Content {

    /** Words; Markdown where a client shows it. */
    record Text(String text) implements Content {}

    /** @param mimeType such as {@code image/png} */
    record Image(Bytes bytes, String mimeType) implements Content {}

    /** @param mimeType such as {@code audio/wav} */
    record Audio(Bytes bytes, String mimeType) implements Content {}

    /** A resource that comes along whole. */
    record Embedded(String uri, ResourceBody body) implements Content {}

    /** A resource that the client may read; left out for clients of before 2025-06-18, which do not know links. */
    record Link(
            String uri,
            String name,
            @Nullable String description,
            @Nullable String mimeType) implements Content {}
}
