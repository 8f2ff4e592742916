package io.throughline.mcp;

/**
 * What a client may assume of a tool without reading its description. All four are always said.
 *
 * @param readOnly changes nothing
 * @param destructive may overwrite or delete
 * @param idempotent a second identical call changes nothing more
 * @param openWorld reaches systems other than this server
 */
public record ToolHints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {

    /** A tool that reads from this server. */
    public static final ToolHints READS = new ToolHints(true, false, true, false);
}
