package io.throughline.access.oauth.clients;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a document may be used, from what its server says in {@code Cache-Control}. */
final class DocumentLifetime {

    /** Also where the server wants none kept: a sign-in asks several times within minutes. */
    static final Duration SHORTEST = Duration.ofMinutes(5);

    static final Duration LONGEST = Duration.ofHours(24);

    private static final Pattern NOT_KEPT = Pattern.compile("(^|[,\\s])no-(store|cache)([,\\s=]|$)");
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,18})");

    private DocumentLifetime() {}

    /** @return 5 minutes to 24 hours */
    static Duration of(String cacheControl) {
        String directives = cacheControl.toLowerCase(Locale.ROOT);
        Matcher maxAge = MAX_AGE.matcher(directives);
        if (NOT_KEPT.matcher(directives).find() || !maxAge.find()) {
            return SHORTEST;
        }
        long seconds = Long.parseLong(maxAge.group(1));
        return Duration.ofSeconds(Math.clamp(seconds, SHORTEST.toSeconds(), LONGEST.toSeconds()));
    }
}
