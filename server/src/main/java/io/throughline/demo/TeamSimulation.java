package io.throughline.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One team at work, day by day: people pull items up to a limit of work in progress, some weeks are lost to incidents, reviews
 * wait and sometimes send work back.
 */
final class TeamSimulation {

    private final CompanyScript.Team team;
    private final ZoneId zone;
    private final List<WorkItem> items;
    private final List<String> impediments;
    private final BacklogPlan backlog;
    private final SprintPlanning planning;
    private final WorkCalendar calendar;
    private final RandomGenerator random;
    private final Map<LocalDate, Double> focusByWeek = new HashMap<>();

    /** @param items of this team, an epic before its children */
    TeamSimulation(
            CompanyScript.Team team,
            List<WorkItem> items,
            List<String> impediments,
            Timeline timeline,
            WorkCalendar calendar,
            BacklogPlan backlog,
            RandomGenerator random) {
        this.team = team;
        this.zone = team.team().zone();
        this.items = items;
        this.impediments = impediments;
        this.calendar = calendar;
        this.backlog = backlog;
        this.random = random;
        this.planning = new SprintPlanning(team, timeline, items, random);
        double personDays = 0;
        for (LocalDate day = timeline.start(); day.isBefore(timeline.today()); day = day.plusDays(1)) {
            for (SampleMember member : team.team().members()) {
                personDays += capacity(member, day) * focus(day);
            }
        }
        backlog.drawEffort(items, personDays);
        backlog.createKnownItems(items);
        warmUp();
    }

    /** Work was under way before the history begins, so the first items need less of it. */
    private void warmUp() {
        items.stream()
                .filter(item -> item.created() && item.children().isEmpty())
                .sorted(Comparator.comparingDouble(item -> item.position))
                .limit(team.wipLimit())
                .forEach(item -> item.effortLeft *= 0.1 + 0.6 * random.nextDouble());
    }

    List<WorkItem> items() {
        return items;
    }

    SprintPlanning planning() {
        return planning;
    }

    CompanyScript.Team team() {
        return team;
    }

    void work(LocalDate day) {
        for (WorkItem item : items) {
            if (!item.created() && item.arrivesOn != null && !item.arrivesOn.isAfter(day)) {
                backlog.create(item, day);
            }
        }
        SprintRun sprint = planning.runningOn(day);
        takeUrgent(sprint);
        reopen(sprint, day);
        review(sprint, day);
        develop(day);
        pull(sprint, day);
        changePlans(sprint, day);
    }

    private double capacity(SampleMember member, LocalDate day) {
        return calendar.present(member, day) ? member.weeklyCapacityMinutes() / 2_400.0 : 0;
    }

    /** What is left of a week for planned work after incidents, visits and meetings. */
    private double focus(LocalDate day) {
        return focusByWeek.computeIfAbsent(
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                _ -> Noise.chance(0.2, random)
                        ? 0.15 + 0.35 * random.nextDouble()
                        : 0.9 * Noise.logNormal(0.35, random));
    }

    private void takeUrgent(SprintRun sprint) {
        for (WorkItem item : items) {
            if (item.bug()
                    && item.created()
                    && item.status() == Status.TO_DO
                    && "Highest".equals(item.script().priority())
                    && !sprint.all().contains(item)) {
                sprint.add(item);
                item.position = -1;
            }
        }
    }

    private void reopen(SprintRun sprint, LocalDate day) {
        for (WorkItem item : with(Status.DONE)) {
            WorkItem epic = item.epic();
            boolean wanted = item.reopensOn != null && !item.reopensOn.isAfter(day);
            if (wanted && (epic == null || !epic.status().closed())) {
                item.reopensOn = null;
                item.effortLeft = 0.5 + random.nextDouble();
                if (!sprint.contains(item)) {
                    sprint.add(item);
                }
                move(item, day, Status.IN_PROGRESS);
            }
        }
    }

    private void review(SprintRun sprint, LocalDate day) {
        boolean lastDays = !day.plusDays(5).isBefore(sprint.endsOn());
        double pace = Math.min(1, 0.4 + 0.6 * focus(day));
        for (WorkItem item : with(Status.IN_REVIEW)) {
            if (!Noise.chance(pace * (lastDays ? 0.85 : 0.6), random)) {
                continue;
            }
            if (Noise.chance(0.12, random)) {
                item.effortLeft = 0.5 + 0.5 * item.plannedPoints() * random.nextDouble();
                move(item, day, Status.IN_PROGRESS);
            } else {
                move(item, day, Status.DONE);
                if (!item.waitedFor() && Noise.chance(0.05, random)) {
                    item.reopensOn = day.plusDays(1L + random.nextInt(6));
                }
            }
        }
    }

    private void develop(LocalDate day) {
        List<WorkItem> active = with(Status.IN_PROGRESS).stream()
                .filter(item -> !item.blockedOn(day))
                .toList();
        if (active.isEmpty()) {
            return;
        }
        for (SampleMember member : team.team().members()) {
            double work = capacity(member, day) * focus(day) * Noise.logNormal(0.3, random);
            WorkItem own = findOwn(member, active);
            WorkItem item = own == null ? Noise.pick(active, random) : own;
            item.effortLeft -= own == null ? work * 0.85 : work;
        }
        for (WorkItem item : active) {
            if (item.effortLeft <= 0 && calendar.present(item.requireAssignee(), day)) {
                move(item, day, Status.IN_REVIEW);
            } else if (Noise.chance(0.015, random)) {
                item.blockedReason = Noise.pick(impediments, random);
                item.blockedUntil = day.plusDays(2 + (long) (4 * Noise.logNormal(0.8, random)));
            }
        }
    }

    private static @Nullable WorkItem findOwn(SampleMember member, List<WorkItem> active) {
        return active.stream()
                .filter(item -> member.equals(item.assignee))
                .findFirst()
                .orElse(null);
    }

    private void pull(SprintRun sprint, LocalDate day) {
        for (SampleMember member : team.team().members()) {
            List<WorkItem> active = with(Status.IN_PROGRESS);
            boolean free = active.stream().noneMatch(item -> member.equals(item.assignee) && !item.blockedOn(day));
            if (active.size() < team.wipLimit() && free && calendar.present(member, day)) {
                findNext(member, sprint, day).ifPresent(item -> begin(item, member, sprint, day));
            }
        }
    }

    private Optional<WorkItem> findNext(SampleMember member, SprintRun sprint, LocalDate day) {
        List<WorkItem> startable = items.stream()
                .filter(item -> item.children().isEmpty() && item.startable(day))
                .sorted(Comparator.comparingDouble(item -> item.position))
                .toList();
        List<WorkItem> planned = startable.stream().filter(sprint::contains).toList();
        boolean looksFurther = planned.isEmpty() && Noise.chance(0.5, random);
        List<WorkItem> choice = looksFurther ? startable : planned;
        boolean anySkill = Noise.chance(0.3, random);
        return choice.stream().filter(item -> anySkill || knows(member, item)).findFirst();
    }

    private static boolean knows(SampleMember member, WorkItem item) {
        return member.skills().stream().anyMatch(skill -> item.script().skills().contains(skill.name()));
    }

    private void begin(WorkItem item, SampleMember member, SprintRun sprint, LocalDate day) {
        if (move(item, day, Status.IN_PROGRESS)) {
            item.assignee = member;
            if (!sprint.contains(item)) {
                sprint.add(item);
            }
        }
    }

    /** Now and then an item is taken out of the sprint, pulled into it, or given up. */
    private void changePlans(SprintRun sprint, LocalDate day) {
        List<WorkItem> waiting = with(Status.TO_DO).stream()
                .filter(item -> item.children().isEmpty())
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        WorkItem item = Noise.pick(waiting, random);
        if (sprint.contains(item)) {
            if (Noise.chance(0.3, random)) {
                sprint.remove(item);
                item.position += 1;
            }
        } else if (item.bug() && item.startable(day) && Noise.chance(0.3, random)) {
            sprint.add(item);
        } else if (!item.waitedFor()
                && !item.bug()
                && item.script().dueInDays() == null
                && item.lastChangeOn().plusDays(45).isBefore(day)
                && Noise.chance(0.03, random)) {
            move(item, day, Status.CANCELLED);
        }
    }

    private List<WorkItem> with(Status status) {
        return items.stream()
                .filter(item -> item.created() && item.children().isEmpty() && item.status() == status)
                .toList();
    }

    /** Changes the status at some moment of the day; false if the day has no room for another change. */
    private boolean move(WorkItem item, LocalDate day, Status to) {
        var moment = calendar.findMoment(day, zone, item.notBefore(), random);
        moment.ifPresent(at -> item.move(at, to));
        return moment.isPresent();
    }
}
