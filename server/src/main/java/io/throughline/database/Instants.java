package io.throughline.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How points in time and days stand in the database: microseconds and days since 1970-01-01. */
public final class Instants {

    private Instants() {}

    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static @Nullable Long microsOrNull(@Nullable Instant instant) {
        return instant == null ? null : micros(instant);
    }

    public static Instant ofMicros(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static @Nullable Instant findInstant(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : ofMicros(micros);
    }

    public static @Nullable Long epochDayOrNull(@Nullable LocalDate day) {
        return day == null ? null : day.toEpochDay();
    }

    public static @Nullable LocalDate findDay(ResultSet row, String column) throws SQLException {
        long epochDay = row.getLong(column);
        return row.wasNull() ? null : LocalDate.ofEpochDay(epochDay);
    }
}
