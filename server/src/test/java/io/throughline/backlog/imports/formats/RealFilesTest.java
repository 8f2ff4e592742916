package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.RowRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that other people exported; they lie beside the project and are not part of it. */
class RealFilesTest {

    /** Tests run in the folder of the module. */
    private static final Path BACKLOGS = Path.of("..", "..", "shared", "data", "backlogs");

    @BeforeEach
    void filesAreThere() {
        assumeTrue(Files.isDirectory(BACKLOGS), "skipped: no ../shared/data");
    }

    private static Imported read(String name) throws IOException {
        return Imported.bytes(Files.readAllBytes(BACKLOGS.resolve(name)), null);
    }

    @ParameterizedTest
    @CsvSource({
        "deepse_aptanastudio.csv,csv,829",
        "deepse_duracloud.csv,csv,666",
        "deepse_jirasoftware.csv,csv,352",
        "deepse_moodle.csv,csv,1166",
        "jira_cloud_all_fields.csv,jira-csv,22",
        "lighthouse_demo/Project Altobelli.csv,csv,31",
        "lighthouse_demo/Project Apollo.csv,csv,6",
        "lighthouse_demo/Project NeuroLink City.csv,csv,14",
        "lighthouse_demo/Project Ocean Explorer.csv,csv,13",
        "lighthouse_demo/Project Orion.csv,csv,20",
        "lighthouse_demo/Team Equinox.csv,csv,10",
        "lighthouse_demo/Team Gravity.csv,csv,104",
        "lighthouse_demo/Team Meridian.csv,csv,12",
        "lighthouse_demo/Team Pulsar.csv,csv,61",
        "lighthouse_demo/Team Voyager.csv,csv,53",
        "lighthouse_demo/Team Zenith.csv,csv,372"
    })
    void everyRowGoesIn(String file, String format, int items) throws IOException {
        Imported imported = read(file);
        assertThat(imported.refusals()).isEmpty();
        assertThat(imported.items()).hasSize(items);
        assertThat(imported.format()).isEqualTo(format);
    }

    @Test
    void theOneTornRowAmongGoodOnesIsNamed() throws IOException {
        Imported imported = read("lighthouse_demo/Team Lightspeed.csv");
        assertThat(imported.items()).hasSize(127);
        assertThat(imported.refusals())
                .containsExactly(new RowRefusal(
                        68,
                        null,
                        " project only)",
                        "The row has 10 fields, but the header names 9: a value holds a separator without quotes.",
                        "Put quotes around the value that holds the separator ','."));
    }

    @Test
    void jiraTellsSprintRankAndWhenAnItemWasDone() throws IOException {
        var done = read("jira_cloud_all_fields.csv").item("TES-19");
        assertThat(done.statusCategory()).isEqualTo(StatusCategory.DONE);
        assertThat(done.rank()).isEqualTo("0|i001un:");
        assertThat(done.sprints()).extracting("name").containsExactly("TES Sprint 1");
        assertThat(done.doneAt())
                .isEqualTo(ZonedDateTime.of(2025, 9, 12, 9, 5, 0, 0, Imported.BERLIN)
                        .toInstant());
    }

    @Test
    void datesRelativeToTodayAndDependenciesAreRead() throws IOException {
        var settlement = read("lighthouse_demo/Project Apollo.csv").item("AP-001");
        assertThat(settlement.startedAt())
                .isEqualTo(Imported.TODAY
                        .minusDays(84)
                        .atStartOfDay(Imported.BERLIN)
                        .toInstant());
        var mars = read("lighthouse_demo/Project Apollo.csv").item("AP-005");
        assertThat(mars.dependencies()).extracting("predecessor").containsExactly("AP-004", "AP-006");
    }
}
