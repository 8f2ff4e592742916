package io.throughline.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import io.throughline.backlog.imports.ImportedDependency;
import io.throughline.backlog.imports.ImportedItem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleHistoryTest {

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void everyChangeHappensInWorkingHoursBeforeToday(LocalDate today) {
        SampleCompany company = SampleDays.company(today);
        Map<String, ZoneId> zones =
                company.teams().stream().collect(Collectors.toMap(SampleTeam::name, SampleTeam::zone));
        Set<LocalDate> holidays = company.daysOff().stream()
                .filter(off -> off.memberEmail() == null)
                .map(SampleDayOff::day)
                .collect(Collectors.toSet());

        for (ImportedItem item : SampleDays.items(today)) {
            for (StatusChange step : item.history()) {
                ZonedDateTime at = step.at().atZone(zones.get(item.team()));
                assertThat(at.toLocalDate()).as(item.title()).isBefore(today);
                assertThat(PublicHolidays.weekend(at.toLocalDate())).isFalse();
                assertThat(holidays).doesNotContain(at.toLocalDate());
                assertThat(at.toLocalTime()).isBetween(LocalTime.of(9, 0), LocalTime.of(17, 45));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void historyLeadsToTheStatusAndDatesOfTheItem(LocalDate today) {
        for (ImportedItem item : SampleDays.items(today)) {
            List<StatusChange> history = item.history();
            StatusChange last = history.getLast();
            Instant started = history.stream()
                    .filter(step -> step.toCategory() == StatusCategory.IN_PROGRESS)
                    .map(StatusChange::at)
                    .findFirst()
                    .orElse(null);

            assertThat(history.getFirst().from()).isNull();
            assertThat(item.createdAt()).isEqualTo(history.getFirst().at());
            assertThat(item.updatedAt()).isEqualTo(last.at());
            assertThat(item.status()).isEqualTo(last.to());
            assertThat(item.statusCategory()).isEqualTo(last.toCategory());
            assertThat(item.startedAt()).isEqualTo(started);
            assertThat(item.doneAt()).isEqualTo(item.statusCategory() == StatusCategory.DONE ? last.at() : null);
            for (int i = 1; i < history.size(); i++) {
                assertThat(history.get(i).from()).isEqualTo(history.get(i - 1).to());
                assertThat(history.get(i).at()).isAfter(history.get(i - 1).at());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void startedWorkHasAPersonOfItsTeam(LocalDate today) {
        Map<String, List<String>> emails = SampleDays.company(today).teams().stream()
                .collect(Collectors.toMap(
                        SampleTeam::name,
                        team -> team.members().stream().map(SampleMember::email).toList()));

        assertThat(SampleDays.items(today))
                .filteredOn(item -> item.startedAt() != null)
                .allSatisfy(item -> assertThat(emails.get(item.team())).contains(item.assigneeEmail()));
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void workBeginsAfterWhatItWaitsForAndItsLag(LocalDate today) {
        Map<String, ImportedItem> items = SampleDays.itemsByKey(today);
        for (ImportedItem item : items.values()) {
            if (item.startedAt() != null) {
                assertWaited(item, item.dependencies(), items);
                if (item.parent() != null) {
                    assertWaited(item, requireNonNull(items.get(item.parent())).dependencies(), items);
                }
            }
        }
    }

    private static void assertWaited(
            ImportedItem item, List<ImportedDependency> dependencies, Map<String, ImportedItem> items) {
        for (ImportedDependency dependency : dependencies) {
            Instant done = requireNonNull(
                    requireNonNull(items.get(dependency.predecessor())).doneAt(), item.title());
            assertThat(item.startedAt()).isAfter(done.plus(Duration.ofDays(Math.max(0, dependency.lagDays() - 1L))));
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void epicsFollowTheirChildren(LocalDate today) {
        List<ImportedItem> items = SampleDays.items(today);
        Map<String, List<ImportedItem>> children = items.stream()
                .filter(item -> item.parent() != null)
                .collect(Collectors.groupingBy(ImportedItem::parent));
        List<ImportedItem> epics =
                items.stream().filter(item -> item.type() == ItemType.EPIC).toList();

        for (ImportedItem epic : epics) {
            List<ImportedItem> parts = requireNonNull(children.get(epic.key()));
            assertThat(parts)
                    .as(epic.title())
                    .allMatch(part -> requireNonNull(part.createdAt()).isAfter(epic.createdAt()));
            boolean anyStarted = parts.stream().map(ImportedItem::startedAt).anyMatch(Objects::nonNull);
            switch (epic.statusCategory()) {
                case TODO -> assertThat(anyStarted).as(epic.title()).isFalse();
                case IN_PROGRESS -> assertThat(anyStarted).as(epic.title()).isTrue();
                case DONE ->
                    assertThat(parts)
                            .as(epic.title())
                            .allMatch(part -> part.statusCategory().closed()
                                    && requireNonNull(part.updatedAt()).isBefore(epic.doneAt()));
                case CANCELLED -> throw new AssertionError("No epic is cancelled.");
            }
        }
        assertThat(epics)
                .filteredOn(epic -> epic.statusCategory() == StatusCategory.DONE)
                .hasSizeBetween(8, 24);
        assertThat(epics)
                .filteredOn(epic -> epic.statusCategory() == StatusCategory.IN_PROGRESS)
                .hasSizeBetween(3, 16)
                .filteredOn(epic ->
                        requireNonNull(children.get(epic.key())).stream().anyMatch(part -> part.doneAt() != null))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void weeklyThroughputVariesAsInRealTeams(LocalDate today) {
        List<ImportedItem> items = SampleDays.items(today);
        for (SampleTeam team : SampleDays.company(today).teams()) {
            WeeklyThroughput throughput = WeeklyThroughput.of(team, items, new Timeline(today));

            assertThat(throughput.counts()).hasSize(26);
            assertThat(throughput.total()).isBetween(40, 90);
            assertThat(throughput.coefficientOfVariation()).isBetween(0.4, 0.9);
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void cycleTimesHaveALongTail(LocalDate today) {
        List<Double> days = SampleDays.items(today).stream()
                .filter(item -> item.doneAt() != null && item.type() != ItemType.EPIC)
                .map(item -> Duration.between(item.startedAt(), item.doneAt()).toMinutes() / 1_440.0)
                .sorted()
                .toList();
        double median = days.get(days.size() / 2);
        double mean = days.stream().mapToDouble(Double::doubleValue).average().orElseThrow();

        assertThat(median).isBetween(4.0, 13.0);
        assertThat(mean).isGreaterThan(median);
        assertThat(days.getLast()).isGreaterThan(3 * median);
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void someWorkIsReopenedAndSomeIsGivenUp(LocalDate today) {
        List<ImportedItem> items = SampleDays.items(today);

        assertThat(items)
                .filteredOn(item -> item.history().stream()
                        .anyMatch(step -> "In Review".equals(step.from()) && "In Progress".equals(step.to())))
                .hasSizeGreaterThan(8);
        assertThat(items)
                .filteredOn(item -> item.history().stream().anyMatch(step -> "Done".equals(step.from())))
                .isNotEmpty();
        assertThat(items)
                .filteredOn(item -> item.statusCategory() == StatusCategory.CANCELLED)
                .hasSizeBetween(1, 15);
    }
}
