package io.throughline.mcp.wire;

import java.util.Map;

/**
 * A JSON-RPC error.
 *
 * @param message what was wrong with which value, and what to do
 * @param data by name, for programs; empty for none
 */
public record RpcError(int code, String message, Map<String, Object> data) {

    public static final int PARSE_ERROR = -32_700;
    public static final int INVALID_REQUEST = -32_600;
    public static final int METHOD_NOT_FOUND = -32_601;
    public static final int INVALID_PARAMS = -32_602;
    public static final int INTERNAL_ERROR = -32_603;
    /** Headers and body do not say the same. */
    public static final int HEADER_MISMATCH = -32_020;
    /** The client did not declare what the call needs. */
    public static final int MISSING_CAPABILITY = -32_021;

    public static final int UNSUPPORTED_VERSION = -32_022;

    public RpcError {
        data = Map.copyOf(data);
    }

    public RpcError(int code, String message) {
        this(code, message, Map.of());
    }
}
