package io.throughline.mcp.wire;

/** Bytes that are no message, or one beyond the limits. */
public final class UnreadableMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int code;

    UnreadableMessageException(int code, String message) {
        super(message);
        this.code = code;
    }

    public RpcError error() {
        return new RpcError(code, String.valueOf(getMessage()));
    }
}
