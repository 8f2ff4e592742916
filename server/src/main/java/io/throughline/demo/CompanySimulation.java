package io.throughline.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** All teams at work from the start of the history until yesterday, and the epics that follow from it. */
final class CompanySimulation {

    private final Timeline timeline;
    private final WorkCalendar calendar;
    private final RandomGenerator random;
    private final List<TeamSimulation> teams = new ArrayList<>();

    private CompanySimulation(CompanyScript script, Timeline timeline, WorkCalendar calendar, RandomGenerator random) {
        this.timeline = timeline;
        this.calendar = calendar;
        this.random = random;
        BacklogPlan backlog = new BacklogPlan(timeline, calendar, random);
        for (CompanyScript.Workspace workspace : script.workspaces()) {
            List<WorkItem> all = new ArrayList<>();
            for (CompanyScript.Team team : script.teams()) {
                if (team.team().workspace().equals(workspace.key())) {
                    List<WorkItem> items = backlog.layOut(team);
                    all.addAll(items);
                    teams.add(
                            new TeamSimulation(team, items, script.impediments(), timeline, calendar, backlog, random));
                }
            }
            BacklogPlan.link(all);
        }
    }

    static CompanySimulation run(
            CompanyScript script, Timeline timeline, WorkCalendar calendar, RandomGenerator random) {
        CompanySimulation simulation = new CompanySimulation(script, timeline, calendar, random);
        simulation.run();
        return simulation;
    }

    List<TeamSimulation> teams() {
        return teams;
    }

    private void run() {
        for (LocalDate day = timeline.start(); day.isBefore(timeline.today()); day = day.plusDays(1)) {
            if (calendar.working(day)) {
                for (TeamSimulation team : teams) {
                    team.work(day);
                    for (WorkItem item : team.items()) {
                        if (!item.children().isEmpty() && item.created()) {
                            meetBugs(item, day);
                            follow(item);
                        }
                    }
                }
            }
        }
        for (TeamSimulation team : teams) {
            team.items().forEach(item -> item.reopensOn = null); // nobody knows yet
            team.items().stream()
                    .filter(item -> !item.children().isEmpty() && item.created())
                    .forEach(CompanySimulation::follow);
            team.planning().prepareNext(timeline.today());
        }
    }

    /** Bugs of an epic are met as its parts get done, the last one with the last part at the latest. */
    private void meetBugs(WorkItem epic, LocalDate day) {
        List<WorkItem> bugs = epic.children().stream().filter(WorkItem::bug).toList();
        List<WorkItem> parts =
                epic.children().stream().filter(child -> !child.bug()).toList();
        long closed = parts.stream().filter(part -> part.status().closed()).count();
        for (int i = 0; i < bugs.size(); i++) {
            WorkItem bug = bugs.get(i);
            if (bug.arrivesOn == null && closed * (bugs.size() + 1) >= (long) (i + 1) * parts.size()) {
                bug.arrivesOn = day.plusDays(1L + random.nextInt(4));
            }
        }
    }

    /** An epic is in progress from the first start of a child and done with the last one, if all are closed. */
    private static void follow(WorkItem epic) {
        if (epic.status() == Status.TO_DO) {
            epic.children().stream()
                    .filter(WorkItem::created)
                    .map(WorkItem::startedAt)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .ifPresent(first -> epic.move(first, Status.IN_PROGRESS));
        }
        boolean over = epic.children().stream()
                .allMatch(child -> child.created() && child.status().closed() && child.reopensOn == null);
        if (over && epic.status() == Status.IN_PROGRESS) {
            epic.children().stream()
                    .map(WorkItem::lastChangeAt)
                    .max(Instant::compareTo)
                    .ifPresent(last -> epic.move(last.plus(Duration.ofMinutes(7)), Status.DONE));
        }
    }
}
