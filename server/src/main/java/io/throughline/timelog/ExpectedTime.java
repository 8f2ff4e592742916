package io.throughline.timelog;

import io.throughline.workspace.DayOff;
import io.throughline.workspace.WorkingTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much somebody works on which day, from the calendars of the workspaces in which they do. Pure.
 *
 * <p>A weekly capacity is spread evenly over Monday to Friday. Shares of several workspaces add up, as for somebody who works
 * half of the week in each of two, but to no more than 40 hours a week or the largest single share: somebody who is listed in
 * full in several works one week, not several.
 */
public final class ExpectedTime {

    /** A week of 40 hours, where no workspace says otherwise. */
    public static final int USUAL_WEEK_MINUTES = 2_400;

    private static final int WORKDAYS = 5;

    private final List<Share> shares;
    private final boolean assumed;
    private final int mostMinutesAWeek;

    /**
     * Work in one workspace.
     *
     * @param weeklyMinutes null where nobody said
     * @param daysOff days without work, with the reason: holidays of the workspace and the person's own days
     * @param ownDaysOff those of them that are the person's own, so that they work nowhere
     */
    public record Share(
            @Nullable Integer weeklyMinutes, Map<LocalDate, String> daysOff, Map<LocalDate, String> ownDaysOff) {

        public Share {
            daysOff = Map.copyOf(daysOff);
            ownDaysOff = Map.copyOf(ownDaysOff);
        }
    }

    private ExpectedTime(List<Share> shares, boolean assumed) {
        this.shares = shares;
        this.assumed = assumed;
        this.mostMinutesAWeek = Math.max(
                USUAL_WEEK_MINUTES,
                shares.stream().mapToInt(ExpectedTime::minutes).max().orElse(0));
    }

    /** @param shares one for each workspace; where none says how much, a usual week is assumed */
    public static ExpectedTime of(List<Share> shares) {
        List<Share> said =
                shares.stream().filter(share -> share.weeklyMinutes() != null).toList();
        if (!said.isEmpty()) {
            return new ExpectedTime(said, false);
        }
        List<Share> usual = shares.isEmpty() ? List.of(new Share(null, Map.of(), Map.of())) : shares;
        return new ExpectedTime(usual, true);
    }

    /** Of the workspaces' own words. */
    public static ExpectedTime ofWorkingTimes(List<WorkingTime> times) {
        return of(times.stream()
                .map(time -> new Share(
                        time.weeklyCapacityMinutes(),
                        days(time, day -> true),
                        days(time, day -> day.memberId() != null)))
                .toList());
    }

    private static Map<LocalDate, String> days(WorkingTime time, Predicate<DayOff> which) {
        return time.daysOff().stream()
                .filter(which)
                .collect(Collectors.toMap(DayOff::day, DayOff::reason, (first, second) -> first));
    }

    private static int minutes(Share share) {
        Integer said = share.weeklyMinutes();
        return said == null ? USUAL_WEEK_MINUTES : Math.max(0, said);
    }

    /** Whether nobody said how much the person works. */
    public boolean isAssumed() {
        return assumed;
    }

    /** In a week without days off. */
    public int weeklyMinutes() {
        return Math.min(
                mostMinutesAWeek,
                shares.stream().mapToInt(ExpectedTime::minutes).sum());
    }

    /** @return 0 to 1440 */
    public int minutesOn(LocalDate date) {
        int weekday = date.getDayOfWeek().getValue();
        if (weekday > WORKDAYS || isOwnDayOff(date)) {
            return 0;
        }
        int weekly = shares.stream()
                .filter(share -> !share.daysOff().containsKey(date))
                .mapToInt(ExpectedTime::minutes)
                .sum();
        int most = Math.min(weekly, mostMinutesAWeek);
        // The minutes that five does not divide go to the first days of the week.
        int minutes = most / WORKDAYS + (weekday <= most % WORKDAYS ? 1 : 0);
        return Math.min(minutes, WorkedTime.MINUTES_A_DAY);
    }

    private boolean isOwnDayOff(LocalDate date) {
        return shares.stream().anyMatch(share -> share.ownDaysOff().containsKey(date));
    }

    /** Why a day is free that otherwise would not be. */
    public Optional<String> reasonOff(LocalDate date) {
        return shares.stream()
                .flatMap(share -> Optional.ofNullable(share.ownDaysOff().get(date))
                        .or(() -> Optional.ofNullable(share.daysOff().get(date)))
                        .stream())
                .findFirst();
    }
}
