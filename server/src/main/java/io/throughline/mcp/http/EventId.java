package io.throughline.mcp.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names an event within its session and says on which stream it came, as a client gives it back.
 *
 * @param stream unique in the session
 * @param event unique in the session
 */
record EventId(Kind kind, int stream, long event) {

    private static final Pattern FORM = Pattern.compile("([cl])(\\d{1,9})-(\\d{1,18})");

    /** What a stream is for. */
    enum Kind {
        /** The answer to a call, and what comes before it. */
        CALL("c"),
        /** What belongs to no call. */
        LISTENING("l");

        private final String letter;

        Kind(String letter) {
            this.letter = letter;
        }
    }

    /** Empty if it is none of ours. */
    static Optional<EventId> read(@Nullable String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new EventId(
                matcher.group(1).equals(Kind.CALL.letter) ? Kind.CALL : Kind.LISTENING,
                Integer.parseInt(matcher.group(2)),
                Long.parseLong(matcher.group(3))));
    }

    @Override
    public String toString() {
        return kind.letter + stream + "-" + event;
    }
}
