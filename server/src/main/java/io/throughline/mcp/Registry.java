package io.throughline.mcp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** All tools, resources and prompts, in an order that is always the same. Immutable. */
public final class Registry {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,47}");

    private final Map<String, RegisteredTool> tools = new LinkedHashMap<>();
    private final List<RegisteredResource> resources = new ArrayList<>();
    private final Map<String, Prompt> prompts = new LinkedHashMap<>();

    /** A tool with its schemas. */
    public record RegisteredTool(Tool<?, ?> tool, ToolSchemas schemas) {}

    /** A resource with its template, ready to match. */
    record RegisteredResource(Resource resource, UriTemplate template) {}

    public Registry(List<Tool<?, ?>> tools, List<Resource> resources, List<Prompt> prompts, JsonMapper json) {
        tools.stream().sorted(Comparator.comparing(Tool::name)).forEach(tool -> {
            requireName(tool.name());
            requireNew(
                    this.tools.put(tool.name(), new RegisteredTool(tool, ToolSchemas.of(tool.name(), json))),
                    tool.name());
        });
        resources.stream()
                .sorted(Comparator.comparing(Resource::uriTemplate))
                .forEach(resource ->
                        this.resources.add(new RegisteredResource(resource, new UriTemplate(resource.uriTemplate()))));
        prompts.stream().sorted(Comparator.comparing(Prompt::name)).forEach(prompt -> {
            requireName(prompt.name());
            requireNew(this.prompts.put(prompt.name(), prompt), prompt.name());
        });
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException("'" + name + "' is no name that all clients take: " + NAME.pattern() + ".");
        }
    }

    private static void requireNew(@Nullable Object before, String name) {
        if (before != null) {
            throw new IllegalStateException("There are two of the name " + name + ".");
        }
    }

    public List<RegisteredTool> tools() {
        return List.copyOf(tools.values());
    }

    public Optional<Tool<?, ?>> findTool(String name) {
        return Optional.ofNullable(tools.get(name)).map(RegisteredTool::tool);
    }

    /** Of a tool, empty if there is none of that name. */
    Map<String, Object> inputSchema(String toolName) {
        RegisteredTool registered = tools.get(toolName);
        return registered == null ? Map.of() : registered.schemas().inputSchema();
    }

    public List<Resource> resources() {
        return resources.stream().map(RegisteredResource::resource).toList();
    }

    /** By its address or template as it is listed. */
    public Optional<Resource> findResource(String uriTemplate) {
        return resources().stream()
                .filter(resource -> resource.uriTemplate().equals(uriTemplate))
                .findFirst();
    }

    public Optional<Prompt> findPrompt(String name) {
        return Optional.ofNullable(prompts.get(name));
    }

    List<RegisteredResource> registeredResources() {
        return List.copyOf(resources);
    }

    public List<Prompt> prompts() {
        return List.copyOf(prompts.values());
    }
}
