package io.throughline.mcp;

import io.throughline.changes.ChangeFeed;
import io.throughline.changes.ChangeService;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.settings.Settings;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the registry and the layers that speak MCP. */
@Configuration(proxyBeanMethods = false)
public class McpConfiguration {

    @Bean
    JsonMapper mcpJson() {
        return JsonMapper.builder().build();
    }

    @Bean
    Changes changes() {
        return new Changes();
    }

    @Bean
    ChangeFeed changeFeed(ChangeService service, Changes changes) {
        return service.feed(
                changes::isAwaited, change -> changes.publish(new Change.Resource(change.tenantId(), change.uri())));
    }

    @Bean
    Registry registry(List<Tool<?, ?>> tools, List<Resource> resources, List<Prompt> prompts, JsonMapper json) {
        return new Registry(tools, resources, prompts, json);
    }

    @Bean
    NeededScopes neededScopes(Registry registry) {
        return new NeededScopes(registry);
    }

    @Bean
    Calls calls(Registry registry, JsonMapper json) {
        return new Calls(registry, new ArgumentReader(json));
    }

    @Bean
    SdkServer sdkServer(Registry registry, Calls calls, JsonMapper json, Changes changes, Settings settings) {
        return new SdkServer(registry, calls, json, changes, settings.limits().callTimeout());
    }
}
