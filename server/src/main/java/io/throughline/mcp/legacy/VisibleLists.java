package io.throughline.mcp.legacy;

import io.throughline.access.Scope;
import io.throughline.mcp.NeededScopes;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.Registry;
import io.throughline.mcp.Resource;
import io.throughline.mcp.Tool;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Takes out of a list what its caller may not use, since the SDK has one list for all. */
final class VisibleLists {

    private final Registry registry;

    VisibleLists(Registry registry) {
        this.registry = registry;
    }

    /** @return the result, changed in place */
    JsonNode onto(String method, JsonNode result, Set<Scope> granted) {
        String member = switch (method) {
            case "tools/list" -> "tools";
            case "prompts/list" -> "prompts";
            case "resources/list" -> "resources";
            case "resources/templates/list" -> "resourceTemplates";
            default -> "";
        };
        if (result.path(member) instanceof ArrayNode list) {
            for (int at = list.size() - 1; at >= 0; at--) {
                if (!NeededScopes.allow(granted, scopes(member, list.get(at)))) {
                    list.remove(at);
                }
            }
        }
        return result;
    }

    private Set<Scope> scopes(String member, JsonNode entry) {
        String name = entry.path("name").asString("");
        Optional<Set<Scope>> found = switch (member) {
            case "tools" -> registry.findTool(name).map(Tool::scopes);
            case "prompts" -> registry.findPrompt(name).map(Prompt::scopes);
            case "resources" ->
                registry.findResource(entry.path("uri").asString("")).map(Resource::scopes);
            default ->
                registry.findResource(entry.path("uriTemplate").asString("")).map(Resource::scopes);
        };
        return found.orElse(Scope.all()); // what is none of ours nobody registered for everybody
    }
}
