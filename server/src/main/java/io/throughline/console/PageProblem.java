package io.throughline.console;

import org.springframework.http.HttpStatus;

/** Why a page cannot be shown, or what it was asked cannot be done; the message goes to the person as it is. */
final class PageProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is not there and what is another's look the same. */
    static final String NOTHING_HERE =
            "There is nothing at this address. MCP is at /mcp, the state of the server at /health.";

    private final HttpStatus status;

    private PageProblem(HttpStatus status, String message) {
        super(message);
        this.status = status;
    }

    static PageProblem notFound() {
        return new PageProblem(HttpStatus.NOT_FOUND, NOTHING_HERE);
    }

    static PageProblem badRequest(String message) {
        return new PageProblem(HttpStatus.BAD_REQUEST, message);
    }

    static PageProblem notFound(String message) {
        return new PageProblem(HttpStatus.NOT_FOUND, message);
    }

    static PageProblem forbidden(String message) {
        return new PageProblem(HttpStatus.FORBIDDEN, message);
    }

    HttpStatus status() {
        return status;
    }
}
