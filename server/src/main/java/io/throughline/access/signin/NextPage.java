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

    private static final String HOME = "/";

    private NextPage() {}

    /** The page that was asked for, or the home page if that is none of ours. */
    public static String of(@Nullable String asked) {
        return asked != null && OWN_PAGE.matcher(asked).matches() ? asked : HOME;
    }

    /** An address of ours that leads on to the page. */
    public static String through(String address, String page) {
        return page.equals(HOME)
                ? address
                : address + (address.contains("?") ? "&" : "?") + PARAMETER + "="
                        + URLEncoder.encode(page, StandardCharsets.UTF_8);
    }
}
