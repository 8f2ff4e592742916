package io.throughline.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.demo.DemoService;
import io.throughline.timelog.embedded.ErpCompany;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What clients are told of the tools, against the records it comes from and the answers that are given. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolSchemasTest {

    private static final Path FILES = Path.of("src", "main", "resources", "mcp", "schemas");
    private static final int CHARACTERS_PER_TOKEN = 4;
    private static final Set<String> NOT_TAKEN_BY_ALL_CLIENTS =
            Set.of("$schema", "$ref", "$defs", "$id", "definitions", "allOf", "anyOf", "oneOf", "not", "if");

    private final JsonMapper json = JsonMapper.builder().build();
    private final SchemaGeneration generation = new SchemaGeneration();
    private final TestServer server = TestServer.on(TestDatabase.SQLITE);
    private final CallContext context =
            new CallContext(server.get(DemoService.class).localPerson());

    @AfterAll
    void close() {
        server.close();
    }

    @Test
    void filesAreThoseGeneratedFromTheRecords() throws IOException {
        boolean write = "write".equals(System.getProperty("schemas"));
        for (Tool<?, ?> tool : server.tools()) {
            Path file = FILES.resolve(tool.name() + ".json");
            String generated = generation.fileOf(tool);
            if (write) {
                Files.writeString(file, generated);
            } else {
                assertThat(file)
                        .as("a changed tool: ./mvnw test -pl engine,server -Dtest=ToolSchemasTest -Dschemas=write"
                                + " -Dsurefire.failIfNoSpecifiedTests=false, then review the diff")
                        .hasContent(generated);
            }
        }
    }

    @Test
    void everyFileBelongsToATool() throws IOException {
        List<String> expected =
                server.tools().stream().map(tool -> tool.name() + ".json").toList();
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void schemasHoldOnlyWhatEveryClientTakes() {
        for (Tool<?, ?> tool : server.tools()) {
            JsonNode file = SchemaGeneration.parse(generation.fileOf(tool));
            for (JsonNode root : List.of(file.path("inputSchema"), file.path("outputSchema"))) {
                assertThat(root.path("type").asString()).isEqualTo("object");
                requirePlain(tool.name(), root);
            }
            assertThat(file.path("inputSchema").path("additionalProperties"))
                    .as("unknown arguments of " + tool.name() + " are refused")
                    .isEqualTo(json.getNodeFactory().booleanNode(false));
        }
    }

    private static void requirePlain(String tool, JsonNode node) {
        if (node.isObject()) {
            node.propertyNames()
                    .forEach(name -> assertThat(NOT_TAKEN_BY_ALL_CLIENTS)
                            .as("keywords in the schemas of " + tool)
                            .doesNotContain(name));
            assertThat(node.path("type").isArray())
                    .as("a type that may be null in " + tool)
                    .isFalse();
        }
        node.forEach(child -> requirePlain(tool, child));
    }

    @Test
    void whatMayBeAbsentIsNotRequired() {
        JsonNode file = SchemaGeneration.parse(generation.fileOf(tool("query_backlog")));

        assertThat(file.path("inputSchema").path("required").size()).isZero();
        assertThat(texts(file.path("outputSchema").path("required")))
                .containsExactlyInAnyOrder("workspaceId", "workspace", "asOf", "unit", "total");
        JsonNode items = file.path("outputSchema").path("properties").path("items");
        assertThat(items.path("type").asString()).isEqualTo("array");
        assertThat(texts(items.path("items").path("required")))
                .containsExactlyInAnyOrder("id", "key", "title", "type", "status");
        JsonNode item = items.path("items").path("properties");
        assertThat(item.path("dueOn")).isEqualTo(SchemaGeneration.parse("{\"type\":\"string\",\"format\":\"date\"}"));
        assertThat(item.path("doneAt"))
                .isEqualTo(SchemaGeneration.parse("{\"type\":\"string\",\"format\":\"date-time\"}"));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asString()));
        return texts;
    }

    @Test
    void everyArgumentThatNeedsAWordHasOne() {
        Set<String> speakForThemselves = Set.of("labels", "themes");
        for (Tool<?, ?> tool : server.tools()) {
            JsonNode properties = SchemaGeneration.parse(generation.fileOf(tool))
                    .path("inputSchema")
                    .path("properties");
            properties.propertyNames().stream()
                    .filter(name -> !speakForThemselves.contains(name))
                    .forEach(name -> assertThat(
                                    properties.path(name).path("description").asString(""))
                            .as(tool.name() + "." + name)
                            .isNotBlank());
        }
    }

    @Test
    void allToolsTogetherAreCheapToList() {
        int characters = 0;
        for (Tool<?, ?> tool : server.tools()) {
            JsonNode input = SchemaGeneration.parse(generation.fileOf(tool)).path("inputSchema");
            characters += tool.name().length()
                    + tool.description().length()
                    + json.writeValueAsString(input).length();
        }
        int tokens = tokens(characters);
        System.out.printf(
                "tools: %d, names, descriptions and input schemas: %d tokens%n",
                server.tools().size(), tokens);
        assertThat(tokens).isLessThanOrEqualTo(10_000);
    }

    @Test
    void theLogToolsLeaveRoomForOthers() {
        int characters = 0;
        List<String> names = new ArrayList<>();
        for (Tool<?, ?> tool : server.tools()) {
            if (tool.scopes().contains(Scope.LOGS_READ)) {
                JsonNode input = SchemaGeneration.parse(generation.fileOf(tool)).path("inputSchema");
                names.add(tool.name());
                characters += tool.name().length()
                        + tool.description().length()
                        + json.writeValueAsString(input).length();
            }
        }
        System.out.printf("log tools: %d, %d tokens%n", names.size(), tokens(characters));
        assertThat(names).hasSize(19);
        assertThat(tokens(characters)).isLessThanOrEqualTo(4_300);
    }

    static Stream<Arguments> logCalls() {
        Map<String, Object> entry =
                Map.of("date", "2026-11-17", "description", "Login", "hours", 2, "project_name", "Mobile");
        Map<String, Object> row = Map.of("project", "Mobile", "description", "Row", "hours", List.of(1, 2));
        return Stream.of(
                arguments("whoami", Map.of()),
                arguments("sign_out", Map.of()),
                arguments("authenticate_via_browser", Map.of()),
                arguments("authenticate_via_erp_browser", Map.of()),
                arguments("authenticate_with_token", Map.of("token", "nobody-knows-it")),
                arguments("authenticate_with_google", Map.of("access_token", "ya29.x")),
                arguments("get_active_projects", Map.of()),
                arguments("get_log_labels", Map.of()),
                arguments("get_week_logs", Map.of("week_starting", "2024-01-01")),
                arguments("get_day_logs", Map.of("date", "2024-01-01")),
                arguments("create_or_update_log", entry),
                arguments(
                        "fill_logs_for_days",
                        Map.of(
                                "start_date",
                                "2026-11-16",
                                "end_date",
                                "2026-11-20",
                                "description",
                                "x",
                                "project_name",
                                "Mobile")),
                arguments("put_week", Map.of("week_starting", "2026-11-16", "rows", List.of(row))),
                arguments(
                        "put_week", Map.of("week_starting", "2026-11-23", "copy_from", "2026-11-16", "dry_run", true)),
                arguments("get_week_logs", Map.of("week_starting", "2026-11-16")),
                arguments("get_day_logs", Map.of("date", "2026-11-17")),
                arguments("get_logs_for_date_range", Map.of("start_date", "2026-11-01", "end_date", "2026-11-30")),
                arguments("get_month_logs", Map.of("year", 2026, "month", 11)),
                arguments("check_person_week_project_exists", Map.of("date", "2026-11-17", "project_name", "Mobile")),
                arguments("check_person_week_project_exists", Map.of("date", "2025-01-01", "project_name", "Mobile")),
                arguments("report_logs", Map.of()),
                arguments("report_logs", Map.of("report", "missing")),
                arguments("report_logs", Map.of("report", "csv")),
                arguments("delete_log", Map.of("date", "2026-11-17", "description", "Login", "project_name", "Mobile")),
                arguments("delete_log", Map.of("date", "2026-11-17", "description", "Login", "project_name", "Mobile")),
                arguments("complete_week_log", Map.of("week_starting", "2026-11-16")),
                arguments("create_or_update_log", entry));
    }

    @ParameterizedTest
    @MethodSource("logCalls")
    void answersOfLogToolsAreWhatTheirSchemasSay(String name, Map<String, Object> arguments) {
        JsonNode answer = json.valueToTree(logged(name, arguments).structured());

        List<Error> errors = strictOutputSchema(tool(name))
                .validate(
                        answer, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));

        assertThat(errors).as(answer.toString()).isEmpty();
    }

    private @Nullable Principal logger;

    /** As somebody who may log on a project. */
    private CallResult.Done logged(String name, Map<String, Object> arguments) {
        if (logger == null) {
            logger = new ErpCompany(server, "logs")
                    .person("amina", Role.MEMBER, List.of("Atlas / Mobile"), LocalDate.of(2026, 11, 16));
        }
        CallResult result = server.get(Calls.class).callTool(tool(name), arguments, new CallContext(logger));
        assertThat(result).isInstanceOf(CallResult.Done.class);
        return (CallResult.Done) result;
    }

    @Test
    void everyToolSaysWhatItDoesAndWhatItNeeds() {
        for (Tool<?, ?> tool : server.tools()) {
            assertThat(tool.name()).doesNotStartWith("test_");
            assertThat(tool.title()).isNotBlank();
            assertThat(tool.description()).contains("Example: {").hasSizeLessThan(1_000);
            assertThat(tool.scopes()).isNotEmpty();
            ToolHints hints = tool.hints();
            assertThat(hints.readOnly() && hints.destructive())
                    .as(tool.name() + " cannot destroy what it only reads")
                    .isFalse();
            assertThat(!hints.readOnly() || hints.idempotent())
                    .as(tool.name() + " only reads, so a second call changes nothing more")
                    .isTrue();
        }
    }

    static Stream<Map<String, Object>> calls() {
        return Stream.of(
                Map.of(),
                Map.of("responseFormat", "detailed", "limit", 200, "mode", "full"),
                Map.of("columns", List.of("minimal")),
                Map.of("columns", List.of("scoring"), "mode", "full", "limit", 200),
                Map.of("columns", List.of("scheduling"), "mode", "full", "limit", 200),
                Map.of("columns", List.of("full"), "sort", "-due", "limit", 200),
                Map.of("columns", List.of("url", "doneAt"), "statuses", List.of("done")),
                Map.of("text", "nothingisnamedlikethis"),
                Map.of("countBy", "status"),
                Map.of("countBy", "type", "mode", "full"),
                Map.of("countBy", "team"),
                Map.of("countBy", "theme"),
                Map.of("countBy", "assignee"),
                Map.of("countBy", "status", "text", "nothingisnamedlikethis"),
                Map.of("limit", 1));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void answersOfQueryBacklogAreWhatItsSchemaSays(Map<String, Object> arguments) {
        JsonNode answer = json.valueToTree(call("query_backlog", arguments).structured());
        Schema schema = strictOutputSchema(tool("query_backlog"));

        List<Error> errors = schema.validate(
                answer, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));

        assertThat(errors).isEmpty();
    }

    static Stream<Arguments> deliveryCalls() {
        return Stream.of(
                arguments("analyze_velocity", Map.of()),
                arguments("analyze_velocity", Map.of("teamId", "Mobile", "unit", "points")),
                arguments("analyze_velocity", Map.of("unit", "hours", "periods", 2)),
                arguments("forecast_delivery", Map.of()),
                arguments("forecast_delivery", Map.of("remaining", 0)),
                arguments("forecast_delivery", Map.of("types", List.of("bug"), "unit", "points")),
                arguments(
                        "forecast_delivery",
                        Map.of(
                                "remaining",
                                40,
                                "teamIds",
                                List.of("Mobile", "Back Office"),
                                "targetDate",
                                "2029-01-01",
                                "byDate",
                                "2029-01-01",
                                "scopeGrowth",
                                "10%",
                                "responseFormat",
                                "detailed")));
    }

    @ParameterizedTest
    @MethodSource("deliveryCalls")
    void answersOfDeliveryToolsAreWhatTheirSchemasSayAndCheap(String name, Map<String, Object> arguments) {
        CallResult.Done done = call(name, arguments);
        JsonNode answer = json.valueToTree(done.structured());

        List<Error> errors = strictOutputSchema(tool(name))
                .validate(
                        answer, execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));

        assertThat(errors).as(answer.toString()).isEmpty();
        assertThat(tokens(text(done).length())).isLessThanOrEqualTo(2_000);
        assertThat(tokens(json.writeValueAsString(answer).length())).isLessThanOrEqualTo(2_000);
    }

    @Test
    void theDeliveryToolsAreCheapToList() {
        int characters = 0;
        for (String name : List.of("analyze_velocity", "forecast_delivery")) {
            JsonNode input =
                    SchemaGeneration.parse(generation.fileOf(tool(name))).path("inputSchema");
            characters += name.length()
                    + tool(name).description().length()
                    + json.writeValueAsString(input).length();
        }
        assertThat(tokens(characters)).isLessThanOrEqualTo(1_300);
    }

    /** As clients get it, but it takes no property that it does not name. */
    private Schema strictOutputSchema(Tool<?, ?> tool) {
        JsonNode schema = SchemaGeneration.parse(generation.fileOf(tool)).path("outputSchema");
        close(schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json.writeValueAsString(schema));
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && "object".equals(object.path("type").asString(""))) {
            object.put("additionalProperties", false);
        }
        node.forEach(ToolSchemasTest::close);
    }

    @Test
    void theUsualPageIsCheapInBothForms() {
        CallResult.Done page = call("query_backlog", Map.of());

        int text = tokens(text(page).length());
        int structured = tokens(json.writeValueAsString(page.structured()).length());

        System.out.printf("query_backlog, 25 items, concise: %d tokens as text, %d structured%n", text, structured);
        assertThat(json.valueToTree(page.structured()).path("items").size()).isEqualTo(25);
        assertThat(text).isLessThanOrEqualTo(2_000);
        assertThat(structured).isLessThanOrEqualTo(2_000);
    }

    private CallResult.Done call(String name, Map<String, Object> arguments) {
        CallResult result = server.get(Calls.class).callTool(tool(name), arguments, context);
        assertThat(result).isInstanceOf(CallResult.Done.class);
        return (CallResult.Done) result;
    }

    private static String text(CallResult.Done done) {
        return ((Content.Text) done.content().getFirst()).text();
    }

    private Tool<?, ?> tool(String name) {
        return server.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int tokens(int characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
