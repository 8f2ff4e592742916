package io.throughline.demo;

import io.throughline.access.Role;
import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusChange;
import io.throughline.backlog.imports.ImportedItem;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes down what each person did, day by day: first what was fixed, then the items that they had in hand. */
final class LoggedWork {

    /** People log in steps of a quarter of an hour. */
    private static final int STEP_MINUTES = 15;

    private static final int WORK_DAYS_A_WEEK = 5;
    private static final int FULL_WEEK_MINUTES = 2_400;

    /** When somebody had an item in hand; the last day may be missing. */
    private record Stretch(ImportedItem item, LocalDate from, LocalDate to) {
        boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    private final SampleCompany company;
    private final RandomGenerator random;
    private final Set<LocalDate> holidays = new HashSet<>();
    private final Map<String, Set<LocalDate>> vacations = new HashMap<>();
    private final List<SampleLogLine> lines = new ArrayList<>();

    LoggedWork(SampleCompany company, RandomGenerator random) {
        this.company = company;
        this.random = random;
        for (SampleDayOff off : company.daysOff()) {
            String email = off.memberEmail();
            if (email == null) {
                holidays.add(off.day());
            } else {
                vacations.computeIfAbsent(email, _ -> new HashSet<>()).add(off.day());
            }
        }
    }

    List<SampleLogLine> write(LocalDate from, LocalDate to) {
        for (SampleTeam team : company.teams()) {
            for (SampleMember member : team.members()) {
                List<Stretch> stretches = stretchesOf(member.email(), team);
                int minutes = member.weeklyCapacityMinutes() / WORK_DAYS_A_WEEK;
                from.datesUntil(to.plusDays(1))
                        .filter(day -> works(member.email(), day))
                        .forEach(day -> developer(team, member.email(), day, minutes, stretches));
            }
        }
        Set<String> members = new HashSet<>();
        company.teams().forEach(team -> team.members().forEach(member -> members.add(member.email())));
        for (SamplePerson person : company.people()) {
            if (person.role() != Role.VIEWER && !members.contains(person.email())) {
                from.datesUntil(to.plusDays(1))
                        .filter(day -> works(person.email(), day))
                        .forEach(day -> office(person.email(), day));
            }
        }
        lines.sort(Comparator.comparing(SampleLogLine::personEmail).thenComparing(SampleLogLine::date));
        return lines;
    }

    private boolean works(String email, LocalDate day) {
        return !PublicHolidays.weekend(day)
                && !holidays.contains(day)
                && !vacations.getOrDefault(email, Set.of()).contains(day)
                && !Noise.chance(0.02, random); // forgotten
    }

    private List<Stretch> stretchesOf(String email, SampleTeam team) {
        return company.workspaces().stream()
                .flatMap(workspace -> workspace.items().stream())
                .filter(item -> email.equals(item.assigneeEmail()) && item.type() != ItemType.EPIC)
                .flatMap(item -> stretches(item, team.zone()))
                .toList();
    }

    /** From each time that it went to work until it left it again. */
    private static Stream<Stretch> stretches(ImportedItem item, ZoneId zone) {
        List<Stretch> found = new ArrayList<>();
        LocalDate began = null;
        for (StatusChange step : item.history()) {
            LocalDate day = step.at().atZone(zone).toLocalDate();
            boolean atWork = step.to().equals(Status.IN_PROGRESS.title());
            if (atWork && began == null) {
                began = day;
            } else if (!atWork && began != null) {
                found.add(new Stretch(item, began, day));
                began = null;
            }
        }
        if (began != null) {
            found.add(new Stretch(item, began, LocalDate.MAX));
        }
        return found.stream();
    }

    private void developer(SampleTeam team, String email, LocalDate day, int minutes, List<Stretch> stretches) {
        String project = SampleLogs.COMPANY + " / " + team.name();
        int left = Noise.chance(0.06, random) ? steps(minutes / 2) : minutes; // a short day now and then
        boolean firstOfWeek = day.getDayOfWeek() == DayOfWeek.MONDAY;
        left -= log(
                email,
                day,
                SampleLogs.INTERNAL,
                firstOfWeek ? "Planning and stand-up" : "Stand-up",
                null,
                firstOfWeek ? 60 : 15,
                left,
                "Meeting");
        if (Noise.chance(0.15, random)) {
            left -= log(
                    email,
                    day,
                    SampleLogs.SUPPORT,
                    "Incident and customer questions",
                    null,
                    30 + steps(random.nextInt(120)),
                    left,
                    "Support");
        }
        if (Noise.chance(0.1, random)) {
            left -= log(
                    email, day, SampleLogs.APOLLO, "Workshop with Apollo's technicians", null, 120, left, "Meeting");
        }
        if (Noise.chance(0.5, random)) {
            left -= log(email, day, project, "Code review", null, 30 + steps(random.nextInt(60)), left, "Review");
        }
        List<ImportedItem> inHand = stretches.stream()
                .filter(stretch -> stretch.covers(day))
                .map(Stretch::item)
                .distinct()
                .toList();
        for (int at = 0; at < inHand.size() && left > 0; at++) {
            ImportedItem item = inHand.get(at);
            int share = at == inHand.size() - 1 ? left : Math.max(STEP_MINUTES, steps(left / 2));
            left -= log(email, day, project, item.title(), item.key(), share, left, "Coding");
        }
        log(email, day, project, "Pairing and test automation", null, left, left, "Coding");
    }

    private void office(String email, LocalDate day) {
        int left = FULL_WEEK_MINUTES / WORK_DAYS_A_WEEK;
        left -= log(
                email, day, SampleLogs.INTERNAL, "Meetings", null, 60 + steps(random.nextInt(120)), left, "Meeting");
        if (Noise.chance(0.3, random)) {
            left -= log(
                    email,
                    day,
                    SampleLogs.APOLLO,
                    "Roadmap with Apollo",
                    null,
                    60 + steps(random.nextInt(60)),
                    left,
                    "Meeting");
        }
        if (Noise.chance(0.3, random)) {
            left -= log(
                    email,
                    day,
                    SampleLogs.SUPPORT,
                    "Customer interviews",
                    null,
                    45 + steps(random.nextInt(60)),
                    left,
                    "Support");
        }
        log(email, day, SampleLogs.PRODUCT, "Discovery and backlog refinement", null, left, left, "Analysis");
    }

    private static int steps(int minutes) {
        return minutes / STEP_MINUTES * STEP_MINUTES;
    }

    /** @return the minutes that were logged, {@code left} at most */
    private int log(
            String email,
            LocalDate day,
            String project,
            String description,
            @Nullable String itemKey,
            int minutes,
            int left,
            String label) {
        int logged = Math.min(minutes, left);
        if (logged > 0) {
            lines.add(new SampleLogLine(email, day, project, description, itemKey, logged, label));
        }
        return logged;
    }
}
