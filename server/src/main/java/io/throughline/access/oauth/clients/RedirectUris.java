package io.throughline.access.oauth.clients;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where programs may have people sent back to: the same rules for those that register and those with a document. */
public final class RedirectUris {

    /** How many one program may have. */
    public static final int MAX_COUNT = 20;

    private static final int MAX_CHARACTERS = 2_048;

    /**
     * Schemes without a dot that many have installed. Such a scheme belongs to nobody and any program on the machine may claim
     * it, so there are only these: what a scheme in general can do (javascript:, data:, file:) nobody can list.
     */
    private static final Set<String> EDITOR_SCHEMES =
            Set.of("cursor", "vscode", "vscode-insiders", "vscodium", "windsurf");

    private static final Pattern REVERSE_DOMAIN = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+");
    /** http, a loopback host, perhaps a port; then the rest, which must be equal. */
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(127\\.0\\.0\\.1|\\[::1]|localhost)(?::(\\d{1,5}))?([/?].*)?");

    /** What kind of program can take people back there. */
    public enum Kind {
        /** {@code https}: a website. */
        WEB,
        /** {@code http} on {@code 127.0.0.1}, {@code [::1]} or {@code localhost}: a program on the person's machine. */
        LOOPBACK,
        /** {@code com.example.app:/cb}, {@code cursor://…}: a program that is installed for this scheme. */
        APP
    }

    private RedirectUris() {}

    /**
     * Why people cannot be sent there; empty if they can. The sentence does not quote the address, which may be made to harm
     * whoever reads it.
     */
    public static Optional<String> refusal(String redirectUri) {
        if (redirectUri.length() > MAX_CHARACTERS) {
            return Optional.of("A redirect URI may have 2,048 characters, but one has " + redirectUri.length() + ".");
        }
        if (!redirectUri.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            return Optional.of("A redirect URI has a blank, a control character or a letter outside ASCII. Write those"
                    + " percent-encoded.");
        }
        URI uri;
        try {
            uri = new URI(redirectUri);
        } catch (URISyntaxException e) {
            return Optional.of("A redirect URI is not well-formed.");
        }
        if (uri.getScheme() == null) {
            return Optional.of("A redirect URI must be absolute, such as https://app.example.com/callback.");
        }
        if (uri.getRawFragment() != null) {
            return Optional.of("A redirect URI has a fragment (#…). Leave it out.");
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.contains("@")) {
            return Optional.of("A redirect URI has a user before the host. Leave it out.");
        }
        return refusalOfPlace(uri);
    }

    private static Optional<String> refusalOfPlace(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "https" ->
                uri.getHost() == null
                        ? Optional.of("A redirect URI has no host. It must look like https://app.example.com/callback.")
                        : Optional.empty();
            case "http" ->
                LOOPBACK.matcher(uri.toString()).matches() && uri.getPort() <= 65_535
                        ? Optional.empty()
                        : Optional.of(
                                "A redirect URI with http must lead to 127.0.0.1, [::1] or localhost. Use https.");
            default ->
                EDITOR_SCHEMES.contains(scheme)
                                || REVERSE_DOMAIN.matcher(scheme).matches()
                        ? Optional.empty()
                        : Optional.of(
                                "A redirect URI has a scheme that is not taken. Use https, http on a loopback address, or"
                                        + " a scheme made of a domain of yours, such as com.example.app:/callback.");
        };
    }

    /** @throws IllegalArgumentException if there is a {@link #refusal} of it */
    public static Kind kind(String redirectUri) {
        refusal(redirectUri).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        return switch (URI.create(redirectUri).getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> Kind.WEB;
            case "http" -> Kind.LOOPBACK;
            default -> Kind.APP;
        };
    }

    /**
     * What a consent page names as the place people are sent to: the host, with its port if it has one, or of an app the
     * scheme with a colon.
     *
     * @throws IllegalArgumentException if there is a {@link #refusal} of it
     */
    public static String place(String redirectUri) {
        Kind kind = kind(redirectUri);
        URI uri = URI.create(redirectUri);
        return kind == Kind.APP ? uri.getScheme() + ":" : uri.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether people may be sent to {@code requested} by a program that has {@code registered}. All characters must be equal;
     * only the port of a loopback address may be any, since a program takes the one that is free (RFC 8252, 7.3).
     */
    public static boolean matches(String registered, String requested) {
        if (registered.equals(requested)) {
            return true;
        }
        Matcher ours = LOOPBACK.matcher(registered);
        Matcher theirs = LOOPBACK.matcher(requested);
        return ours.matches()
                && theirs.matches()
                && refusal(requested).isEmpty()
                && ours.group(1).equals(theirs.group(1))
                && rest(ours).equals(rest(theirs));
    }

    private static String rest(Matcher loopback) {
        String rest = loopback.group(3);
        return rest == null ? "" : rest;
    }
}
