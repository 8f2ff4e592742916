package io.throughline.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON schemas of a tool, from {@code mcp/schemas/<tool>.json}. They are generated from the tool's records by
 * {@code ToolSchemasTest} and reviewed as files; the program reads them, because generating costs more than a start may.
 *
 * @param inputSchema of the arguments, an object
 * @param outputSchema of the structured result, an object; empty if the tool has none
 */
public record ToolSchemas(Map<String, Object> inputSchema, Map<String, Object> outputSchema) {

    /** Empty if the tool has no structured result. */
    public Optional<Map<String, Object>> findOutputSchema() {
        return outputSchema.isEmpty() ? Optional.empty() : Optional.of(outputSchema);
    }

    /** @throws IllegalStateException if the tool has no schema file */
    static ToolSchemas of(String toolName, JsonMapper json) {
        String file = "/mcp/schemas/" + toolName + ".json";
        try (InputStream content = ToolSchemas.class.getResourceAsStream(file)) {
            if (content == null) {
                throw new IllegalStateException("The tool " + toolName + " has no schema file " + file
                        + ". Make it with: ./mvnw -pl server -am test -Dtest=ToolSchemasTest -Dschemas=write");
            }
            Map<String, Map<String, Object>> schemas = json.readValue(content, new TypeReference<>() {});
            return new ToolSchemas(
                    schemas.getOrDefault("inputSchema", Map.of()), schemas.getOrDefault("outputSchema", Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
