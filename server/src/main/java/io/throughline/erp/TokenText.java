package io.throughline.erp;

import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.util.regex.Pattern;

/** Tokens as people paste them. */
final class TokenText {

    private static final Pattern SCHEME = Pattern.compile("(?i)(?:authorization\\s*:\\s*)?(?:token|bearer)\\s+");
    /** What may stand behind a scheme (RFC 9110), and so cannot break out of the header. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{8,4096}");

    private TokenText() {}

    /**
     * Without scheme and blanks.
     *
     * @throws TimeLogProblemException if it cannot be a token; does not repeat it
     */
    static String of(String pasted) {
        String token = SCHEME.matcher(pasted.strip()).replaceFirst("").strip();
        if (!TOKEN.matcher(token).matches()) {
            throw new TimeLogProblemException(
                    Kind.REFUSED,
                    "This is no token: it has " + token.length()
                            + " characters, and a token has 8 to 4096 letters, digits"
                            + " and signs such as . _ - without blanks. Copy it anew from the ERP.");
        }
        return token;
    }
}
