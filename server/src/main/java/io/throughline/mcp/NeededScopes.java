package io.throughline.mcp;

import io.throughline.access.Scope;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which scopes a message needs, all at once and before any work for it starts. Immutable. */
public final class NeededScopes {

    private final Registry registry;

    public NeededScopes(Registry registry) {
        this.registry = registry;
    }

    /**
     * For a message of either era. What names nothing that we have needs no more than every call does: that there is no such
     * thing is for others to say.
     *
     * @param params of any shape
     */
    public Set<Scope> of(String method, JsonNode params) {
        return switch (method) {
            case "tools/call" -> ofTool(params.path("name").asString(""));
            case "prompts/get" -> ofPrompt(params.path("name").asString(""));
            case "resources/read", "resources/subscribe" ->
                ofResource(params.path("uri").asString(""));
            case "completion/complete" -> ofReference(params.path("ref"));
            default -> with(Set.of());
        };
    }

    private Set<Scope> ofTool(String name) {
        return with(registry.findTool(name).map(Tool::scopes).orElse(Set.of()));
    }

    private Set<Scope> ofPrompt(String name) {
        return with(registry.findPrompt(name).map(Prompt::scopes).orElse(Set.of()));
    }

    private Set<Scope> ofResource(String uri) {
        return with(registry.registeredResources().stream()
                .filter(each -> each.template().match(uri).isPresent())
                .findFirst()
                .map(each -> each.resource().scopes())
                .orElse(Set.of()));
    }

    private Set<Scope> ofReference(JsonNode reference) {
        return switch (reference.path("type").asString("")) {
            case "ref/prompt" -> ofPrompt(reference.path("name").asString(""));
            case "ref/resource" ->
                with(registry.findResource(reference.path("uri").asString(""))
                        .map(Resource::scopes)
                        .orElse(Set.of()));
            default -> with(Set.of());
        };
    }

    /** What a thing with scopes of its own needs. */
    static Set<Scope> with(Set<Scope> scopes) {
        Set<Scope> needed = EnumSet.of(Scope.MCP_ENABLED);
        needed.addAll(scopes);
        return needed;
    }

    /**
     * Whether somebody may use, and so see in a list, what has scopes of its own.
     *
     * @param granted what the caller was granted
     */
    public static boolean allow(Set<Scope> granted, Set<Scope> scopes) {
        return granted.contains(Scope.MCP_ENABLED) && granted.containsAll(scopes);
    }
}
