package io.throughline.conformance;

import static io.throughline.conformance.FixtureTool.said;

import io.throughline.mcp.Change;
import io.throughline.mcp.Changes;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolHints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tools that say to all listeners that a list has changed. */
@Configuration(proxyBeanMethods = false)
class ChangeFixtures {

    private static final ToolHints CHANGES_LISTS = new ToolHints(false, false, true, false);

    @Bean
    Tool<?, ?> toolChange(Changes changes) {
        return trigger("test_trigger_tool_change", "Says that the tools changed.", changes, new Change.Tools());
    }

    @Bean
    Tool<?, ?> promptChange(Changes changes) {
        return trigger("test_trigger_prompt_change", "Says that the prompts changed.", changes, new Change.Prompts());
    }

    private static Tool<?, ?> trigger(String name, String description, Changes changes, Change change) {
        return new FixtureTool<>(name, description, CHANGES_LISTS, FixtureTool.NoArguments.class, (none, call) -> {
            changes.publish(change);
            return said("Mutation triggered");
        });
    }
}
