package io.throughline.browser;

/**
 * A browser could not be started, or no longer answers. The message says what was wrong and what whoever runs this program can do;
 * it names no person and no address that was opened.
 */
public final class BrowserProblemException extends Exception {

    private static final long serialVersionUID = 1L;

    public BrowserProblemException(String message) {
        super(message);
    }

    BrowserProblemException(String message, Throwable cause) {
        super(message, cause);
    }
}
