package io.throughline.mcp.modern;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.throughline.access.Sealer;
import io.throughline.access.SpentTokenService;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Changes;
import io.throughline.mcp.Registry;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.settings.Settings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the modern era. */
@Configuration(proxyBeanMethods = false)
public class ModernConfiguration {

    @Bean
    EraClassifier eraClassifier() {
        return new EraClassifier(new MessageReader(), ModernServer.VERSIONS);
    }

    @Bean
    WireFormat wireFormat(JsonMapper json) {
        return new WireFormat(json);
    }

    @Bean
    ModernServer modernServer(
            Registry registry,
            Calls calls,
            Sealer sealer,
            SpentTokenService spent,
            Clock clock,
            Settings settings,
            WireFormat format,
            JsonMapper json) {
        var states = new RequestStates(sealer, clock, json);
        var modernCalls =
                new ModernCalls(registry, calls, new InputRounds(states, spent::spend, format, json), format, json);
        // An agent that collects spans puts itself there; without one they go nowhere.
        var trace = new CallTrace(GlobalOpenTelemetry.get());
        return new ModernServer(registry, modernCalls, trace, settings.limits().callTimeout(), format);
    }

    @Bean
    Subscriptions subscriptions(Changes changes, Calls calls, WireFormat format) {
        return new Subscriptions(changes, calls, format);
    }
}
