package io.throughline.conformance;

import static io.throughline.conformance.FixtureTool.said;

import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolHints;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tools whose schemas hold what none of ours do. */
@Configuration(proxyBeanMethods = false)
class SchemaFixtures {

    @Bean
    Tool<?, ?> jsonSchemaKeywords() {
        return new FixtureTool<>(
                "json_schema_2020_12_tool",
                "Tool with JSON Schema 2020-12 features",
                ToolHints.READS,
                Contact.class,
                (given, call) -> said("Contact by " + given.contactMethod()));
    }

    record Contact(
            @Nullable String name,
            @Nullable Address address,
            @Nullable String contactMethod,
            @Nullable String phone,
            @Nullable String email) {}

    record Address(@Nullable String street, @Nullable String city) {}

    /** Its arguments are repeated in headers. */
    @Bean
    Tool<?, ?> customHeaders() {
        return new FixtureTool<>(
                "test_custom_headers",
                "Repeats its arguments.",
                ToolHints.READS,
                Routed.class,
                (given, call) -> said(
                        "region=%s, shard=%s, urgent=%s".formatted(given.region(), given.shard(), given.urgent())));
    }

    record Routed(
            String region,
            @Nullable Integer shard,
            @Nullable Boolean urgent) {}
}
