package io.throughline.mcp.legacy;

import io.throughline.mcp.wire.RpcError;

/** A request is answered with an error, in our words. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    RefusedException(RpcError error) {
        super(error.message());
        this.error = error;
    }

    RefusedException(int code, String message) {
        this(new RpcError(code, message));
    }

    RpcError error() {
        return error;
    }
}
