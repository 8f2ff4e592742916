package io.throughline.mcp.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.throughline.access.oauth.ServerAddress;
import io.throughline.changes.ChangeFeed;
import io.throughline.mcp.NeededScopes;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.Subscriptions;
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
    SubscriptionsLifecycle subscriptionsLifecycle(Subscriptions subscriptions, ChangeFeed feed, Heartbeat heartbeat) {
        return new SubscriptionsLifecycle(subscriptions, feed, heartbeat);
    }

    @Bean
    LegacyEndpoint legacyEndpoint(SdkServer server, Heartbeat heartbeat, CallLimits limits, Settings settings) {
        return new LegacyEndpoint(server, heartbeat, limits, settings.legacy().sessions(), SessionLimits.USUAL);
    }

    /** Figures of this process; nobody collects them yet. */
    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }

    @Bean
    SseEndpoint sseEndpoint(SdkServer server, Heartbeat heartbeat, CallLimits limits, MeterRegistry meters) {
        return new SseEndpoint(server, heartbeat, limits, SessionLimits.USUAL, meters);
    }

    @Bean
    ScopeGate scopeGate(NeededScopes needed, ServerAddress address) {
        return new ScopeGate(needed, address);
    }

    @Bean
    SseServlet sseServlet(SseEndpoint endpoint, EraClassifier classifier, ScopeGate scopes) {
        return new SseServlet(endpoint, classifier, scopes);
    }

    @Bean
    Pulses pulses() {
        return new Pulses();
    }

    @Bean
    McpServlet mcpServlet(
            EraClassifier classifier,
            ModernServer server,
            Subscriptions subscriptions,
            CallLimits limits,
            Heartbeat heartbeat,
            Pulses pulses,
            LegacyEndpoint legacy,
            ScopeGate scopes) {
        var modern = new ModernEndpoint(server, subscriptions, limits, heartbeat, pulses);
        return new McpServlet(classifier, modern, legacy, scopes);
    }
}
