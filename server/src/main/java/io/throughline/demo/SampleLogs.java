package io.throughline.demo;

import io.throughline.access.Role;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The time that the people of the sample company logged in the last twelve weeks: on the items that were theirs to work on,
 * as the history of the backlog tells, on reviews, meetings and customers. As in real life some days are short and a few were
 * forgotten.
 *
 * @param projects that there are to log on
 * @param lines by person and day, up to yesterday
 */
record SampleLogs(List<Project> projects, List<SampleLogLine> lines) {

    static final int WEEKS = 12;

    static final String COMPANY = "Larkfield";
    static final String APOLLO = "Customers / Apollo";
    static final String SUPPORT = "Customers / Support";
    static final String INTERNAL = "Internal";
    static final String PRODUCT = COMPANY + " / Product";

    /**
     * @param subteam short name, such as {@code Mobile}
     * @param workspace key of the workspace whose work it is; empty for none
     * @param emails of who may log on it
     */
    record Project(String completeName, String subteam, String workspace, Set<String> emails) {
        Project {
            emails = Set.copyOf(emails);
        }
    }

    SampleLogs {
        projects = List.copyOf(projects);
        lines = List.copyOf(lines);
    }

    /** Equal companies and days give equal logs. */
    static SampleLogs of(SampleCompany company, LocalDate today) {
        var random = new SplittableRandom(SampleCompanyGenerator.DEFAULT_SEED ^ today.toEpochDay());
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate from = monday.minusWeeks(WEEKS);
        return new SampleLogs(projectsOf(company), new LoggedWork(company, random).write(from, today.minusDays(1)));
    }

    private static List<Project> projectsOf(SampleCompany company) {
        Set<String> everybody = new HashSet<>();
        company.people().stream()
                .filter(person -> person.role() != Role.VIEWER)
                .forEach(person -> everybody.add(person.email()));
        List<Project> projects = new ArrayList<>();
        for (SampleTeam team : company.teams()) {
            Set<String> emails = new HashSet<>();
            team.members().forEach(member -> emails.add(member.email()));
            emails.add(ownerOf(company));
            projects.add(new Project(COMPANY + " / " + team.name(), team.name(), team.workspace(), emails));
        }
        projects.add(new Project(PRODUCT, "Product", "", everybody));
        projects.add(new Project(APOLLO, "Apollo", "", everybody));
        projects.add(new Project(SUPPORT, "Support", "", everybody));
        projects.add(new Project(INTERNAL, INTERNAL, "", everybody));
        return projects;
    }

    private static String ownerOf(SampleCompany company) {
        return company.people().stream()
                .filter(person -> person.role() == Role.OWNER)
                .map(SamplePerson::email)
                .findFirst()
                .orElseThrow();
    }
}
