package io.throughline.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.timelog.EntryChange;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.Weeks;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A fill of a month asks the ERP for as little as there can be: the known server made 124 requests of it. */
class ErpRequestsTest {

    private final ErpTestBench bench = new ErpTestBench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** As the tool does: the project by its name, then one change for each week. */
    private List<String> fill(LocalDate first, int days) {
        Map<LocalDate, List<LocalDate>> weeks = first.datesUntil(first.plusDays(days))
                .collect(Collectors.groupingBy(Weeks::mondayOf, TreeMap::new, Collectors.toList()));
        var who = bench.person(List.of("Internal"), weeks.keySet().toArray(LocalDate[]::new));
        LogProject project = bench.backend.activeProjects(who.principal()).getFirst();
        weeks.forEach((monday, dates) -> {
            List<EntryChange> puts = dates.stream()
                    .map(date -> (EntryChange) new EntryChange.Put(project, "Support", null, null, date, 480, null))
                    .toList();
            assertThat(bench.backend.change(who.principal(), new WeekChange(monday, puts)))
                    .isInstanceOf(WeekOutcome.Done.class);
        });
        List<String> requests = bench.erp.requests();
        assertThat(bench.erp.state.lines(who.person())).hasSize(days);
        return requests;
    }

    @Test
    void twoForEachWeekAndTwoMoreWhereTheSaveAnswersWithTheWeek() {
        assertThat(fill(LocalDate.of(2026, 10, 1), 31)).hasSize(5 * 2 + 2);
    }

    @Test
    void threeForEachWeekWhereItDoesNot() {
        bench.erp.saveAnswer = "nothing";

        assertThat(fill(LocalDate.of(2026, 8, 1), 31)).hasSize(6 * 3 + 2);
    }

    @Test
    void oneMoreAcrossAYear() {
        assertThat(fill(LocalDate.of(2026, 12, 15), 31)).hasSize(5 * 2 + 2 + 1);
    }

    @Test
    void aRangeTakesOneForEachMonth() {
        var who = bench.person(List.of("Internal"), LocalDate.of(2025, 12, 29), LocalDate.of(2026, 1, 5));

        assertThat(bench.backend
                        .weeks(who.principal(), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 2, 28))
                        .weeks())
                .hasSize(2);
        assertThat(bench.erp.requests())
                .containsExactlyInAnyOrder(
                        "GET project-logs/person/month-list/?year=2025&month=12",
                        "GET project-logs/person/month-list/?year=2026&month=1",
                        "GET project-logs/person/month-list/?year=2026&month=2");
    }
}
