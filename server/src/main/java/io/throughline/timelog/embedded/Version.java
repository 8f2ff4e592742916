package io.throughline.timelog.embedded;

import io.throughline.database.Instants;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Versions of a week: instants in microseconds since 1970, as they stand in documents. */
final class Version {

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    private Version() {}

    /** Such as {@code 2026-01-06T09:15:27.103482Z}. */
    static String text(long micros) {
        return TEXT.format(LocalDateTime.ofInstant(Instants.ofMicros(micros), ZoneOffset.UTC)) + "Z";
    }

    /** Any way of writing an instant, with any offset and up to nine digits of a second; what is finer than we keep is cut. */
    static Optional<Long> parse(String text) {
        try {
            var instant = OffsetDateTime.parse(text.strip(), DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
            return Optional.of(Instants.micros(instant.truncatedTo(ChronoUnit.MICROS)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Whether both name the same instant. What is no instant is no version of ours. */
    static boolean same(String left, String right) {
        Optional<Long> micros = parse(left);
        return micros.isPresent() && micros.equals(parse(right));
    }

    /** Strictly after the version before, also where the clock stood still or went back. */
    static long after(long before, long nowMicros) {
        return Math.max(before + 1, nowMicros);
    }
}
