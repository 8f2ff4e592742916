package io.throughline.forecast;

import io.throughline.backlog.StatusCategory;
import io.throughline.database.Instants;
import io.throughline.velocity.DeliveryService;
import io.throughline.velocity.DeliveryUnit;
import io.throughline.velocity.WeeklyDeliveries;
import io.throughline.velocity.WorkItems;
import io.throughline.workspace.Workspace;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Holds the forecasts that were given against what happened. Looks anew each time, since what is done may be opened again. */
final class PromiseLedger {

    /** The last ones of a workspace that are looked at. */
    static final int MOST_FORECASTS = 500;

    private final ForecastStore store;
    private final DeliveryService deliveries;

    PromiseLedger(ForecastStore store, DeliveryService deliveries) {
        this.store = store;
        this.deliveries = deliveries;
    }

    /** The last forecasts with their outcomes as they are now, the newest first. To be called in a transaction that writes. */
    List<IssuedForecast> scored(Workspace workspace, Instant now) {
        List<IssuedForecast> known = store.last(workspace, MOST_FORECASTS);
        boolean changed = false;
        if (!known.isEmpty()) {
            WorkItems items = deliveries.items(workspace);
            ZoneId zone = deliveries.zone(workspace);
            for (IssuedForecast forecast : known) {
                LocalDate doneOn = doneOn(workspace, forecast, items, zone);
                if (!Objects.equals(doneOn, forecast.doneOn())) {
                    store.score(workspace, forecast.id(), doneOn, now);
                    changed = true;
                }
            }
        }
        return changed ? store.last(workspace, MOST_FORECASTS) : known;
    }

    private @Nullable LocalDate doneOn(Workspace workspace, IssuedForecast forecast, WorkItems items, ZoneId zone) {
        Long epicId = forecast.epicId();
        if (epicId != null) {
            int epic = items.find(epicId);
            return epic < 0 ? null : lastFinish(items, items.below(epic), zone);
        }
        if (!forecast.itemIds().isEmpty()) {
            return lastFinish(
                    items,
                    forecast.itemIds().stream()
                            .mapToInt(items::find)
                            .filter(at -> at >= 0)
                            .toArray(),
                    zone);
        }
        return amountReached(workspace, forecast, zone);
    }

    /** Null while any of them is open, or if none was finished. Those that were cancelled are no longer part of it. */
    private static @Nullable LocalDate lastFinish(WorkItems items, int[] places, ZoneId zone) {
        long last = WorkItems.NONE;
        for (int at : IntStream.of(places).filter(items::counts).toArray()) {
            if (items.open(at)) {
                return null;
            }
            if (items.category(at) == StatusCategory.DONE) {
                last = Math.max(last, items.finishedAtMicros(at));
            }
        }
        return last == WorkItems.NONE ? null : LocalDate.ofInstant(Instants.ofMicros(last), zone);
    }

    /** An amount is done on the Friday of the week in which the teams have finished so much since the start. */
    private @Nullable LocalDate amountReached(Workspace workspace, IssuedForecast forecast, ZoneId zone) {
        DeliveryUnit unit = DeliveryUnit.parse(forecast.unit());
        if (unit == DeliveryUnit.HOURS || forecast.remaining() <= 0) {
            return null;
        }
        List<Long> teams = forecast.teamIds();
        List<WeeklyDeliveries> weekly = teams.isEmpty()
                ? List.of(deliveries.weekly(workspace, zone, null, unit))
                : teams.stream()
                        .map(team -> deliveries.weekly(workspace, zone, team, unit))
                        .toList();
        LocalDate today = deliveries.today(zone);
        double sum = 0;
        // The week of the start is not counted: what was finished in it before the start is none of it.
        for (LocalDate monday = nextMonday(forecast.inputs().startsOn());
                monday.plusDays(6).isBefore(today);
                monday = monday.plusWeeks(1)) {
            for (WeeklyDeliveries each : weekly) {
                sum += each.finishedInWeekOf(monday);
            }
            if (sum >= forecast.remaining()) {
                return monday.plusDays(4);
            }
        }
        return null;
    }

    private static LocalDate nextMonday(LocalDate day) {
        return day.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }
}
