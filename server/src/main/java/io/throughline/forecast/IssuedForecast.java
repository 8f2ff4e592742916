package io.throughline.forecast;

import io.throughline.database.PublicId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as it was given.
 *
 * @param id 0 before it is kept
 * @param fingerprint the same for the same answer to the same question on the same day
 * @param teams names, for people
 * @param teamIds whose deliveries count for an amount; empty for all of the workspace
 * @param epicId whatever is below it counts, also what comes later; null for others
 * @param itemIds that must be done; empty for an amount
 * @param days by percentile; those that are later than we look are absent
 * @param targetDay null if nobody asked for one
 * @param doneOn when all of the target was done; null while it is not
 */
record IssuedForecast(
        long id,
        long personId,
        String fingerprint,
        String targetKey,
        String target,
        String teams,
        List<Long> teamIds,
        @Nullable Long epicId,
        List<Long> itemIds,
        String unit,
        double remaining,
        ForecastInputs inputs,
        long seed,
        int trials,
        String engine,
        Map<Percentile, LocalDate> days,
        @Nullable LocalDate targetDay,
        @Nullable Double targetProbability,
        Instant issuedAt,
        LocalDate issuedOn,
        @Nullable LocalDate doneOn) {

    IssuedForecast {
        teamIds = List.copyOf(teamIds);
        itemIds = List.copyOf(itemIds);
        days = Map.copyOf(days);
    }

    String publicId() {
        return PublicId.FORECAST.of(id);
    }

    @Nullable LocalDate day(Percentile percentile) {
        return days.get(percentile);
    }

    /**
     * Whether a percentile held: null while its day has not come, whether done or not, since counting only what is decided early
     * would count only what went well.
     */
    @Nullable Boolean held(Percentile percentile, LocalDate today) {
        LocalDate day = days.get(percentile);
        if (day == null || !day.isBefore(today)) {
            return null;
        }
        return doneOn != null && !doneOn.isAfter(day);
    }

    /** Of which percentiles it is known by today whether they held. */
    Map<Percentile, Boolean> outcomes(LocalDate today) {
        Map<Percentile, Boolean> outcomes = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.values()) {
            Boolean held = held(percentile, today);
            if (held != null) {
                outcomes.put(percentile, held);
            }
        }
        return outcomes;
    }

    /**
     * Pinball loss in days, the mean over the percentiles; null while it is not done. A day too early costs its probability, one
     * too late what is left to 1.
     */
    @Nullable Double pinballDays() {
        if (doneOn == null || days.isEmpty()) {
            return null;
        }
        double sum = 0;
        for (Map.Entry<Percentile, LocalDate> day : days.entrySet()) {
            double late = (double) doneOn.toEpochDay() - day.getValue().toEpochDay();
            double probability = day.getKey().probability();
            sum += late > 0 ? probability * late : (probability - 1) * late;
        }
        return sum / days.size();
    }
}
