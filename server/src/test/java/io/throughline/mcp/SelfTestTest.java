package io.throughline.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.mcp.modern.ModernFixtures;
import io.throughline.problem.StartProblemException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class SelfTestTest {

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void whatIsShippedPasses() {
        try (TestServer server = TestServer.on(TestDatabase.SQLITE)) {
            var shipped = new SelfTest(server.get(Registry.class), null);

            assertThat(shipped.faults()).isEmpty();
            assertThat(shipped.tokens()).isLessThan(SelfTest.TOKEN_BUDGET);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"array\"}",
                "{}",
                "{\"type\":\"object\",\"oneOf\":[]}",
                "{\"type\":\"object\",\"allOf\":[]}",
                "{\"type\":\"object\",\"$schema\":\"http://json-schema.org/draft-07/schema#\"}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"items\":[{\"$ref\":\"#/$defs/a\"}]}}}"
            })
    void schemasThatSomeClientCannotTakeAreFound(String schema) {
        Map<String, Object> read = json.readValue(schema, new TypeReference<>() {});

        assertThat(faultsWith(new ToolSchemas(read, Map.of()))).isNotEmpty();
        assertThat(faultsWith(new ToolSchemas(Map.of("type", "object"), read.isEmpty() ? Map.of("a", 1) : read)))
                .isNotEmpty();
    }

    private List<String> faultsWith(ToolSchemas schemas) {
        Tool<?, ?> tool = new ModernFixtures().registry().tools().getFirst().tool();
        return SelfTest.toolFaults(new Registry.RegisteredTool(tool, schemas));
    }

    @Test
    void anAddressThatClientsCannotUseStopsTheStart() {
        var registry = new Registry(List.of(), List.of(), List.of(), json);

        assertThatExceptionOfType(StartProblemException.class)
                .isThrownBy(() -> new SelfTest(registry, URI.create("https://plan.example.com/mcp")).require())
                .withMessageContaining("without /mcp");
        new SelfTest(registry, URI.create("https://plan.example.com")).require();
    }
}
