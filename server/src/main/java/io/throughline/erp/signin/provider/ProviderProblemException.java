package io.throughline.erp.signin.provider;

/** The provider could not sign somebody in. The message is for people, in our own words: what was wrong, and what to do. */
final class ProviderProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderProblemException(String message) {
        super(message);
    }

    ProviderProblemException(String message, Throwable cause) {
        super(message, cause);
    }
}
