package io.throughline.access.signin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody wanted to go before they had to sign in: an address of this server, never of another. */
public final class NextPage {

    /** The parameter that bears it. */
    public static final String PARAMETER = "next";

    /** No second slash or backslash at the start, which browsers take for the start of a host name; no control characters. */
    private static final Pattern OWN_PAGE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,4000}");

    /** What a server or browser might shorten to such a start: empty segments, dots, their encoded forms. */
    private static final Pattern CROOKED_PATH =
            Pattern.compile("[^?]*(//|/\\.{1,2}(/|\\?|$)|%2e|%2f|%5c).*", Pattern.CASE_INSENSITIVE);

    private static final String HOME = "/";

    private NextPage() {}

    /** The page that was asked for, or the home page if that is none of ours. */
    public static String of(@Nullable String asked) {
        return asked != null && OWN_PAGE.matcher(asked).matches() && !crooked(asked) ? asked : HOME;
    }

    private static boolean crooked(String page) {
        int query = page.indexOf('?');
        return CROOKED_PATH.matcher(query < 0 ? page : page.substring(0, query)).matches();
    }

    /** An address of ours that leads on to the page. */
    public static String through(String address, String page) {
        return page.equals(HOME)
                ? address
                : address + (address.contains("?") ? "&" : "?") + PARAMETER + "="
                        + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }
}
