package io.throughline.conformance;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A resource as the conformance suite wants it. */
record FixtureResource(
        String uriTemplate,
        String name,
        String description,
        String mimeType,
        Function<Map<String, String>, ResourceBody> content)
        implements Resource {

    @Override
    public String title() {
        return name;
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of();
    }

    @Override
    public Duration timeToLive() {
        return Duration.ofMinutes(1);
    }

    @Override
    public ResourceBody read(Map<String, String> variables, CallContext context) {
        return content.apply(variables);
    }

    @Override
    public List<String> complete(String variable, String typed, CallContext context) {
        return List.of();
    }
}
