package io.throughline.mcp;

/** Nobody waits for the answer of a call any more. */
public final class CallCancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CallCancelledException() {
        super("Nobody waits for this call any more.");
    }
}
