package io.throughline.mcp.wire;

import org.jspecify.annotations.Nullable;

/**
 * What of an HTTP request, besides its body, tells the eras apart.
 *
 * @param method such as {@code POST}
 * @param contentType null if not said; so with all headers
 * @param protocolVersion {@code MCP-Protocol-Version}
 * @param mcpMethod {@code Mcp-Method}
 * @param mcpName {@code Mcp-Name}
 */
public record HttpMessage(
        String method,
        @Nullable String contentType,
        @Nullable String protocolVersion,
        @Nullable String mcpMethod,
        @Nullable String mcpName) {

    public HttpMessage {
        contentType = trimmed(contentType);
        protocolVersion = trimmed(protocolVersion);
        mcpMethod = trimmed(mcpMethod);
        mcpName = trimmed(mcpName);
    }

    /** Without the blanks and tabs around it, which proxies may add. */
    public static @Nullable String trimmed(@Nullable String value) {
        if (value == null) {
            return null;
        }
        int from = 0;
        int to = value.length();
        while (from < to && blank(value.charAt(from))) {
            from++;
        }
        while (to > from && blank(value.charAt(to - 1))) {
            to--;
        }
        return value.substring(from, to);
    }

    private static boolean blank(char character) {
        return character == ' ' || character == '\t';
    }
}
