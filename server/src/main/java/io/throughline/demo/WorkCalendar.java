package io.throughline.demo;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** When people work: weekdays from nine to half past five, less public holidays and their own vacations. */
final class WorkCalendar {

    private static final LocalTime OPENS = LocalTime.of(9, 0);
    private static final LocalTime CLOSES = LocalTime.of(17, 30);
    private static final Duration BETWEEN_CHANGES = Duration.ofMinutes(10);

    private final SortedMap<LocalDate, String> holidays;
    private final Map<String, Set<LocalDate>> vacations = new LinkedHashMap<>();

    private WorkCalendar(SortedMap<LocalDate, String> holidays) {
        this.holidays = holidays;
    }

    /** Draws the vacations of all members; both ends count. Holidays go further back, to when the first items were written. */
    static WorkCalendar draw(List<SampleTeam> teams, LocalDate from, LocalDate to, RandomGenerator random) {
        WorkCalendar calendar = new WorkCalendar(PublicHolidays.between(from.minusMonths(3), to));
        for (SampleTeam team : teams) {
            for (SampleMember member : team.members()) {
                Set<LocalDate> days = new TreeSet<>(drawVacations(from, to, random));
                days.removeIf(day -> day.isBefore(from) || day.isAfter(to) || !calendar.working(day));
                calendar.vacations.put(member.email(), days);
            }
        }
        return calendar;
    }

    private static List<LocalDate> drawVacations(LocalDate from, LocalDate to, RandomGenerator random) {
        List<LocalDate> days = new ArrayList<>();
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            LocalDate summer = LocalDate.of(year, Month.JULY, 1).plusDays(random.nextInt(45));
            addWeeks(days, summer, Noise.chance(0.6, random) ? 2 : 3);
            if (Noise.chance(0.75, random)) {
                addDays(days, LocalDate.of(year, Month.DECEMBER, 23), 9);
            }
            if (Noise.chance(0.6, random)) {
                addWeeks(days, LocalDate.of(year, Month.FEBRUARY, 8).plusDays(random.nextInt(90)), 1);
            }
            if (Noise.chance(0.6, random)) {
                addWeeks(days, LocalDate.of(year, Month.SEPTEMBER, 15).plusDays(random.nextInt(50)), 1);
            }
            for (int i = 0; i < 5; i++) {
                days.add(LocalDate.ofYearDay(year, 1 + random.nextInt(365)));
            }
        }
        return days;
    }

    private static void addWeeks(List<LocalDate> days, LocalDate near, int weeks) {
        addDays(days, near.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY)), weeks * 7);
    }

    private static void addDays(List<LocalDate> days, LocalDate first, int count) {
        first.datesUntil(first.plusDays(count)).forEach(days::add);
    }

    boolean working(LocalDate day) {
        return !PublicHolidays.weekend(day) && !holidays.containsKey(day);
    }

    boolean present(SampleMember member, LocalDate day) {
        return working(day) && !vacations.getOrDefault(member.email(), Set.of()).contains(day);
    }

    LocalDate workingDayOnOrAfter(LocalDate day) {
        LocalDate candidate = day;
        while (!working(candidate)) {
            candidate = candidate.plusDays(1);
        }
        return candidate;
    }

    /** A moment in the working hours of that day, some minutes after {@code previous}; empty if the day is too short. */
    Optional<Instant> findMoment(LocalDate day, ZoneId zone, Instant previous, RandomGenerator random) {
        Instant opens = day.atTime(OPENS).atZone(zone).toInstant();
        Instant closes = day.atTime(CLOSES).atZone(zone).toInstant();
        Instant possible = previous.plus(BETWEEN_CHANGES);
        Instant earliest = possible.isAfter(opens) ? possible : opens;
        long seconds = Duration.between(earliest, closes).toSeconds();
        return seconds <= 0 ? Optional.empty() : Optional.of(earliest.plusSeconds(random.nextLong(seconds)));
    }

    List<SampleDayOff> daysOff() {
        List<SampleDayOff> all = new ArrayList<>();
        holidays.forEach((day, name) -> all.add(new SampleDayOff(null, day, name)));
        vacations.forEach((email, days) -> days.forEach(day -> all.add(new SampleDayOff(email, day, "Vacation"))));
        all.sort((a, b) -> a.day().compareTo(b.day())); // stable: holidays first, then members in order of teams
        return all;
    }
}
