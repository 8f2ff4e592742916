package io.throughline.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.ValueInputs;
import io.throughline.backlog.imports.ImportedDependency;
import io.throughline.backlog.imports.ImportedItem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleCompanyTest {

    private static final LocalDate A_SATURDAY = LocalDate.of(2026, 11, 21);

    @Test
    void sameDayAndSeedGiveTheSameCompany() {
        assertThat(SampleCompanyGenerator.generate(A_SATURDAY, 7))
                .isEqualTo(SampleCompanyGenerator.generate(A_SATURDAY, 7));
    }

    @Test
    void anotherSeedTellsAnotherHistory() {
        assertThat(SampleCompanyGenerator.generate(A_SATURDAY, 7))
                .isNotEqualTo(SampleCompanyGenerator.generate(A_SATURDAY, 8));
    }

    @Test
    void manySeedsGiveABelievableHistory() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(SampleCompanyGenerator.generate(A_SATURDAY, seed)
                            .counts()
                            .items())
                    .isBetween(300, 325);
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void countsAreThoseOfASmallFirm(LocalDate today) {
        SampleCompany.Counts counts = SampleDays.company(today).counts();

        assertThat(counts.people()).isBetween(15, 25);
        assertThat(counts.workspaces()).isEqualTo(2);
        assertThat(counts.teams()).isEqualTo(3);
        assertThat(counts.items()).isBetween(300, 325);
        assertThat(counts.epics()).isBetween(28, 36);
        assertThat(counts.doneItems()).isBetween(150, 240);
        assertThat(counts.openItems()).isBetween(70, 170);
        assertThat(counts.dependencies()).isBetween(50, 90);
        assertThat(counts.sprints()).isEqualTo(3 * 16);
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void keysAndTitlesAreUnique(LocalDate today) {
        List<ImportedItem> items = SampleDays.items(today);

        assertThat(items).extracting(ImportedItem::key).doesNotHaveDuplicates();
        assertThat(items).extracting(ImportedItem::title).doesNotHaveDuplicates();
        assertThat(items).allSatisfy(item -> assertThat(item.title()).isNotBlank());
        assertThat(SampleDays.company(today).people())
                .extracting(SamplePerson::email)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void referencesStayInTheWorkspaceAndParentsAreEpics(LocalDate today) {
        for (SampleWorkspace workspace : SampleDays.company(today).workspaces()) {
            Set<String> keys = new HashSet<>();
            Set<String> epics = new HashSet<>();
            for (ImportedItem item : workspace.items()) {
                assertThat(item.key()).startsWith(workspace.key() + "-");
                keys.add(item.key());
                if (item.type() == ItemType.EPIC) {
                    epics.add(item.key());
                }
            }
            for (ImportedItem item : workspace.items()) {
                assertThat(keys)
                        .containsAll(item.dependencies().stream()
                                .map(ImportedDependency::predecessor)
                                .toList());
                if (item.parent() != null) {
                    assertThat(epics).contains(item.parent());
                    assertThat(item.type()).isNotEqualTo(ItemType.EPIC);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void nothingWaitsForItself(LocalDate today) {
        Map<String, ImportedItem> items = SampleDays.itemsByKey(today);
        Set<String> cleared = new HashSet<>();

        items.keySet().forEach(key -> assertNoCycle(key, items, new HashSet<>(), cleared));
    }

    /** A child waits for what its epic waits for, and whoever waits for an epic waits for its children. */
    private static void assertNoCycle(
            String key, Map<String, ImportedItem> items, Set<String> path, Set<String> cleared) {
        assertThat(path.add(key)).as("cycle through %s", key).isTrue();
        if (cleared.add(key)) {
            ImportedItem item = requireNonNull(items.get(key));
            List<ImportedDependency> waits = new ArrayList<>(item.dependencies());
            if (item.parent() != null) {
                waits.addAll(requireNonNull(items.get(item.parent())).dependencies());
            }
            for (ImportedDependency wait : waits) {
                assertNoCycle(wait.predecessor(), items, path, cleared);
                items.values().stream()
                        .filter(child -> wait.predecessor().equals(child.parent()))
                        .forEach(child -> assertNoCycle(child.key(), items, path, cleared));
            }
        }
        path.remove(key);
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void someThingsAreUnknownOnPurpose(LocalDate today) {
        List<ImportedItem> leaves = SampleDays.items(today).stream()
                .filter(item -> item.type() != ItemType.EPIC)
                .toList();

        assertThat(leaves).filteredOn(item -> item.sizePoints() == null).hasSizeBetween(5, 30);
        assertThat(leaves)
                .filteredOn(item -> item.value().equals(ValueInputs.UNKNOWN))
                .hasSizeBetween(90, 200);
        assertThat(leaves)
                .filteredOn(item -> item.dependencies().stream().anyMatch(d -> d.lagDays() > 0))
                .hasSizeGreaterThan(10);
        assertThat(leaves)
                .filteredOn(ImportedItem::blocked)
                .hasSizeBetween(2, 20)
                .allSatisfy(item -> {
                    assertThat(item.blockedReason()).isNotBlank();
                    assertThat(item.statusCategory().closed()).isFalse();
                });
        assertThat(leaves)
                .filteredOn(item -> item.sizePoints() != null)
                .extracting(ImportedItem::sizePoints)
                .isSubsetOf(1.0, 2.0, 3.0, 5.0, 8.0, 13.0);
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void daysOffAreWeekdaysOfKnownPeople(LocalDate today) {
        SampleCompany company = SampleDays.company(today);
        List<String> emails = company.people().stream().map(SamplePerson::email).toList();

        assertThat(company.daysOff()).doesNotHaveDuplicates().allSatisfy(off -> {
            assertThat(PublicHolidays.weekend(off.day())).isFalse();
            assertThat(off.memberEmail() == null || emails.contains(off.memberEmail()))
                    .isTrue();
        });
        assertThat(company.daysOff()).anyMatch(off -> off.memberEmail() == null);
        assertThat(company.daysOff()).anyMatch(off -> off.memberEmail() != null);
    }
}
