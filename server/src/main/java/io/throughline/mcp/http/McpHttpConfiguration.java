package io.throughline.mcp.http;

import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.Subscriptions;
import io.throughline.mcp.modern.WireFormat;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.settings.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires MCP over HTTP. */
@Configuration(proxyBeanMethods = false)
public class McpHttpConfiguration {

    @Bean
    CallLimits callLimits(Settings settings) {
        return new CallLimits(settings.limits());
    }

    @Bean
    Heartbeat heartbeat() {
        return new Heartbeat(Heartbeat.SILENCE);
    }

    @Bean
    SubscriptionsLifecycle subscriptionsLifecycle(Subscriptions subscriptions, Heartbeat heartbeat) {
        return new SubscriptionsLifecycle(subscriptions, heartbeat);
    }

    @Bean
    McpServlet mcpServlet(
            EraClassifier classifier,
            ModernServer server,
            Subscriptions subscriptions,
            CallLimits limits,
            Heartbeat heartbeat,
            LegacyEndpoint legacy,
            WireFormat format) {
        var modern = new ModernEndpoint(server, subscriptions, limits, heartbeat);
        return new McpServlet(classifier, modern, legacy, limits, format);
    }
}
