package io.throughline.erp.signin.stream;

/** The script of a page says what ours never says. The message names the field, never what was in it: that may be a password. */
final class BadMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    BadMessageException(String message) {
        super(message);
    }
}
