package io.throughline.timelog.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.throughline.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What programs are told of the API, against the endpoints and the answers that are given. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {

    private static final Path FILE = Path.of("src", "main", "resources", "openapi", "time-logs.json");

    private final ApiServer api = new ApiServer(TestDatabase.SQLITE);

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void theDocumentIsGeneratedFromTheEndpoints() throws IOException {
        String generated = new OpenApiDocument().of(api.mappings());
        if ("write".equals(System.getProperty("schemas"))) {
            Files.writeString(FILE, generated);
        } else {
            assertThat(FILE)
                    .as("a changed endpoint: ./mvnw test -pl engine,server -Dtest=OpenApiTest -Dschemas=write"
                            + " -Dsurefire.failIfNoSpecifiedTests=false, then review the diff")
                    .hasContent(generated);
        }
    }

    @Test
    void theDocumentIsServedToAnybody() throws IOException {
        for (String path : List.of("openapi.json", "openapi.json/")) {
            assertThat(api.send("GET", path, null, null).body()).isEqualTo(Files.readString(FILE));
        }
    }

    @Test
    void answersAreWhatTheDocumentSays() {
        JsonNode document = ApiServer.json(api.send("GET", "openapi.json", null, null));
        long week = api.weekId(api.token, "2026-11-16");
        for (String path : List.of(
                "core/person/",
                "project-logs/person/active_project_list/",
                "project-logs/log_labels/",
                "project-logs/person/list/",
                "project-logs/person/get/{id}/",
                "admin/projects/",
                "admin/labels/",
                "admin/people/",
                "admin/tokens/")) {
            JsonNode schema =
                    document.path("paths").path("/" + path).at("/get/responses/200/content/application~1json/schema");
            assertThat(schema.isObject()).as(path).isTrue();
            Schema expected = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema.toString());
            assertThat(expected.validate(api.read(path.replace("{id}", String.valueOf(week)))))
                    .as(path)
                    .isEmpty();
        }
    }
}
