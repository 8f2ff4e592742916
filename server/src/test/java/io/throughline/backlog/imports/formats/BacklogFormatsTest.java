package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BacklogFormatsTest {

    @Test
    void allFormatsHaveTheNamesOfTheCommandLine() {
        assertThat(BacklogFormats.all())
                .extracting(BacklogFormat::name)
                .containsExactlyInAnyOrder(
                        "jira-csv",
                        "jira-json",
                        "github-json",
                        "linear-csv",
                        "azure-csv",
                        "trello-json",
                        "csv",
                        "json");
        assertThat(BacklogFormats.byName("jira-csv")).isPresent();
        assertThat(BacklogFormats.byName("excel")).isEmpty();
    }

    @Test
    void whatNobodyRecognisesIsRefusedWithAllFormats() {
        assertThatExceptionOfType(UnreadableBacklogException.class)
                .isThrownBy(() -> BacklogFormats.recognise("{\"a\": 1}".getBytes(StandardCharsets.UTF_8)))
                .withMessage(
                        "The file is no backlog that can be recognised: expected a table with a header that names a"
                                + " title, or JSON with a list of items. The formats are jira-csv, jira-json, github-json,"
                                + " linear-csv, azure-csv, trello-json, csv, json.");
    }

    @Test
    void aHeadThatEndsInTheMiddleIsRecognised() throws UnreadableBacklogException {
        String json = "{\"issues\":[{\"id\":\"1\",\"key\":\"A-1\",\"fields\":{\"summary\":\"Pa";
        assertThat(BacklogFormats.recognise(json.getBytes(StandardCharsets.UTF_8))
                        .name())
                .isEqualTo("jira-json");
        String csv = "Summary,Issue key,Description\nPay,A-1,\"a text that goes on";
        assertThat(BacklogFormats.recognise(csv.getBytes(StandardCharsets.UTF_8))
                        .name())
                .isEqualTo("jira-csv");
    }
}
