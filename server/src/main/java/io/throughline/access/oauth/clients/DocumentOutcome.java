package io.throughline.access.oauth.clients;

import java.time.Duration;

/** What asking for the document of a program gave us. */
public sealed interface DocumentOutcome {

    /** @param validFor how long it may be used without asking again, up to 24 hours */
    record Fetched(ClientDocument document, Duration validFor) implements DocumentOutcome {}

    /**
     * There is no document that we take.
     *
     * @param reason one or two sentences for people and logs, safe for a page; in it a host of our own network looks like one
     *     that does not exist, so that nobody can look around there through us
     */
    record Refused(String reason) implements DocumentOutcome {}

    /**
     * Too many documents were asked for; nothing was fetched.
     *
     * @param retryAfter when it may be granted
     * @param reason for people and logs, safe for a page
     */
    record Limited(Duration retryAfter, String reason) implements DocumentOutcome {}
}
