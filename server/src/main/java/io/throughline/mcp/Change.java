package io.throughline.mcp;

/** Something that a client may have kept and that is no longer so. */
public sealed interface Change {

    /** The list of tools. */
    record Tools() implements Change {}

    /** The list of prompts. */
    record Prompts() implements Change {}

    /** The list of resources. */
    record Resources() implements Change {}

    /** The content of one resource of a tenant. */
    record Resource(long tenantId, String uri) implements Change {}
}
