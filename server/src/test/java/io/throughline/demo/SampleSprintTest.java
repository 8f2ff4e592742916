package io.throughline.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.ImportedSprint;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleSprintTest {

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void eachTeamHasThirteenClosedSprintsOneActiveAndTwoFutureOnes(LocalDate today) {
        SampleCompany company = SampleDays.company(today);
        for (SampleTeam team : company.teams()) {
            List<SampleSprint> sprints = sprintsOf(company, team);

            assertThat(sprints).filteredOn(s -> s.state() == SprintState.CLOSED).hasSize(13);
            assertThat(sprints).filteredOn(s -> s.state() == SprintState.FUTURE).hasSize(2);
            assertThat(sprints)
                    .filteredOn(s -> s.state() == SprintState.ACTIVE)
                    .singleElement()
                    .satisfies(active -> assertThat(today).isBetween(active.startsOn(), active.endsOn()));
            assertThat(sprints).extracting(SampleSprint::name).doesNotHaveDuplicates();
            for (int i = 1; i < sprints.size(); i++) {
                assertThat(sprints.get(i).startsOn())
                        .isEqualTo(sprints.get(i - 1).endsOn().plusDays(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void membershipOfItemsIsThatOfTheSnapshots(LocalDate today) {
        List<ImportedItem> items = SampleDays.items(today);
        for (SampleSprint sprint : SampleDays.company(today).sprints()) {
            assertThat(sprint.name()).startsWith(sprint.team() + " ");
            ImportedSprint imported =
                    new ImportedSprint(sprint.name(), sprint.state(), sprint.startsOn(), sprint.endsOn());
            Set<String> members = new HashSet<>();
            for (ImportedItem item : items) {
                if (item.sprints().contains(imported)) {
                    assertThat(item.team()).isEqualTo(sprint.team());
                    members.add(item.key());
                }
            }
            switch (sprint.state()) {
                case CLOSED -> {
                    assertThat(keys(sprint.closeSnapshot())).isEqualTo(members);
                    assertThat(members).containsAll(keys(sprint.startSnapshot()));
                }
                case ACTIVE -> {
                    assertThat(members).containsAll(keys(sprint.startSnapshot()));
                    assertThat(sprint.closeSnapshot()).isNull();
                }
                case FUTURE -> {
                    assertThat(sprint.startSnapshot()).isNull();
                    assertThat(sprint.closeSnapshot()).isNull();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void whatWasNotInTheStartSnapshotIsMarkedAsAdded(LocalDate today) {
        for (SampleSprint sprint : closed(today)) {
            Set<String> planned = keys(sprint.startSnapshot());
            assertThat(requireNonNull(sprint.startSnapshot())).isNotEmpty().allSatisfy(line -> {
                assertThat(line.added()).isFalse();
                assertThat(line.removed()).isFalse();
                assertThat(line.statusCategory().closed()).isFalse();
            });
            assertThat(requireNonNull(sprint.closeSnapshot()))
                    .allSatisfy(line -> assertThat(line.added()).isEqualTo(!planned.contains(line.itemKey())));
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void whatIsCarriedOverWasUnfinishedInTheSprintBefore(LocalDate today) {
        SampleCompany company = SampleDays.company(today);
        for (SampleTeam team : company.teams()) {
            List<SampleSprint> sprints = sprintsOf(company, team);
            for (int i = 0; i <= Timeline.CLOSED_SPRINTS; i++) {
                Set<String> unfinished = new HashSet<>();
                if (i > 0) {
                    requireNonNull(sprints.get(i - 1).closeSnapshot()).stream()
                            .filter(line -> !line.statusCategory().closed() && !line.removed())
                            .forEach(line -> unfinished.add(line.itemKey()));
                }
                assertThat(requireNonNull(sprints.get(i).startSnapshot()))
                        .filteredOn(SnapshotLine::carriedOver)
                        .allSatisfy(line -> assertThat(unfinished).contains(line.itemKey()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void plansChangeDuringSprints(LocalDate today) {
        List<SnapshotLine> lines = closed(today).stream()
                .flatMap(sprint -> requireNonNull(sprint.closeSnapshot()).stream())
                .toList();

        assertThat(lines).filteredOn(SnapshotLine::added).hasSizeGreaterThan(20);
        assertThat(lines).filteredOn(SnapshotLine::removed).isNotEmpty();
        assertThat(lines).filteredOn(SnapshotLine::carriedOver).hasSizeGreaterThan(40);
        assertThat(lines)
                .filteredOn(line -> line.statusCategory() == StatusCategory.DONE)
                .hasSizeGreaterThan(120);
    }

    private static List<SampleSprint> closed(LocalDate today) {
        return SampleDays.company(today).sprints().stream()
                .filter(sprint -> sprint.state() == SprintState.CLOSED)
                .toList();
    }

    private static List<SampleSprint> sprintsOf(SampleCompany company, SampleTeam team) {
        return company.sprints().stream()
                .filter(sprint -> sprint.team().equals(team.name()))
                .toList();
    }

    private static Set<String> keys(@Nullable List<SnapshotLine> lines) {
        Set<String> keys = new HashSet<>();
        requireNonNull(lines).forEach(line -> keys.add(line.itemKey()));
        return keys;
    }
}
