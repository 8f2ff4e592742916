package io.throughline.access;

/** What became of a key or an access token that a caller showed. */
public sealed interface CredentialCheck {

    /** It is good. */
    record Accepted(Principal principal) implements CredentialCheck {}

    /** It is not good; the message says why and what to do, and is the same for all that do not exist. */
    record Rejected(String message) implements CredentialCheck {}

    /** It is good but lacks {@code mcp:enabled}, which every call needs. */
    record NotEnabled(String message) implements CredentialCheck {}
}
