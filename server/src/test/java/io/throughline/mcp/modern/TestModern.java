package io.throughline.mcp.modern;

import io.opentelemetry.api.OpenTelemetry;
import io.throughline.access.Sealer;
import io.throughline.mcp.ArgumentReader;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Changes;
import io.throughline.mcp.Registry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** The modern era over any registry, without a database. */
public record TestModern(ModernServer server, Subscriptions subscriptions) {

    private static final String SECRET = "a secret that is just long enough";

    public static TestModern of(Registry registry, Changes changes) {
        return of(registry, changes, Clock.systemUTC(), OpenTelemetry.noop(), Duration.ofSeconds(30));
    }

    public static TestModern of(
            Registry registry, Changes changes, Clock clock, OpenTelemetry telemetry, Duration callTimeout) {
        JsonMapper json = JsonMapper.builder().build();
        var format = new WireFormat(json);
        var calls = new Calls(registry, new ArgumentReader(json));
        var states = new RequestStates(new Sealer(List.of(SECRET)), clock, json);
        Set<String> spent = new HashSet<>();
        var rounds = new InputRounds(states, (tenant, id, until) -> spent.add(tenant + id), format, json);
        var modernCalls = new ModernCalls(registry, calls, rounds, format, json);
        return new TestModern(
                new ModernServer(registry, modernCalls, new CallTrace(telemetry), callTimeout, format),
                new Subscriptions(changes, calls, format));
    }
}
