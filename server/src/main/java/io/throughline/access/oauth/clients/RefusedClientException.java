package io.throughline.access.oauth.clients;

/**
 * A program is not taken as it describes itself. The message is safe for a page: it quotes nothing of the document, and tells
 * nothing of our network. Callers from outside get it as {@link DocumentOutcome.Refused}.
 */
final class RefusedClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedClientException(String message) {
        super(message);
    }
}
