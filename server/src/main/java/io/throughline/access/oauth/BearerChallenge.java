package io.throughline.access.oauth;

import io.throughline.access.Scope;
import java.util.Set;

/**
 * What {@code WWW-Authenticate} says (RFC 6750, RFC 9728): where a program finds out how to ask for access, and what to ask
 * for. The metadata's address must be absolute.
 */
public final class BearerChallenge {

    /** The longest description: a proxy may refuse long headers. */
    private static final int MAX_CHARACTERS = 500;

    private BearerChallenge() {}

    /**
     * For a call without a token. It names {@link Scope#basic}, since clients ask for just what stands here: with less they
     * would be of no use, with more people would be asked to allow what they may never need.
     */
    public static String noToken(String metadata) {
        return "Bearer resource_metadata=" + quoted(metadata) + ", scope=" + quoted(Scope.join(Scope.basic()));
    }

    /** For a call with a token that is not good. */
    public static String invalidToken(String metadata, String why) {
        return noToken(metadata) + ", error=\"invalid_token\", error_description=" + quoted(why);
    }

    /** @param needed all that the operation needs, so that the person is asked once */
    public static String insufficientScope(String metadata, Set<Scope> needed, String why) {
        return "Bearer error=\"insufficient_scope\", scope=" + quoted(Scope.join(needed)) + ", resource_metadata="
                + quoted(metadata) + ", error_description=" + quoted(why);
    }

    /** Only what RFC 6750 lets stand between quotation marks, so that nothing can end them or the header. */
    private static String quoted(String text) {
        var safe = new StringBuilder("\"");
        text.chars().limit(MAX_CHARACTERS).forEach(character -> {
            if (character == '"') {
                safe.append('\'');
            } else if (character < ' ' || character > '~' || character == '\\') {
                safe.append('?');
            } else {
                safe.append((char) character);
            }
        });
        return safe.append('"').toString();
    }
}
