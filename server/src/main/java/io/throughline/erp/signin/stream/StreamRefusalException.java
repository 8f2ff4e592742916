package io.throughline.erp.signin.stream;

import org.springframework.http.HttpStatus;

/** Why somebody may not see a page; the message goes to them as it is. */
final class StreamRefusalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String title;

    private StreamRefusalException(HttpStatus status, String title, String message) {
        super(message);
        this.status = status;
        this.title = title;
    }

    /** The same for a link that never was, so that nothing can be learnt of those of others. */
    static StreamRefusalException noSuchLink() {
        return new StreamRefusalException(
                HttpStatus.NOT_FOUND,
                "This link is not valid",
                "It was never there, or its time is over, or another has taken its place. Ask your assistant again to sign"
                        + " you in to the ERP.");
    }

    static StreamRefusalException anotherPerson() {
        return new StreamRefusalException(
                HttpStatus.FORBIDDEN,
                "This link is for somebody else",
                "This link is for the person who asked for it. Sign out and sign in as them, or ask your assistant for a"
                        + " link of your own.");
    }

    static StreamRefusalException anotherBrowser() {
        return new StreamRefusalException(
                HttpStatus.CONFLICT,
                "It is open in another browser",
                "A link works in the one browser that opened it first. Go on there, or ask your assistant for a new link.");
    }

    static StreamRefusalException anotherOrigin() {
        return new StreamRefusalException(
                HttpStatus.FORBIDDEN,
                "Not from here",
                "Only the page of this server may show the picture. Open the link itself.");
    }

    static StreamRefusalException noSocket() {
        return new StreamRefusalException(
                HttpStatus.BAD_REQUEST,
                "Not by itself",
                "This address is for the page that shows the picture: a web socket, with the width and height of the room"
                        + " for it. If a proxy stands in between, let it pass on web sockets.");
    }

    HttpStatus status() {
        return status;
    }

    String title() {
        return title;
    }
}
