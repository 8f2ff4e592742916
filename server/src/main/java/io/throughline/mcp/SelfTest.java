package io.throughline.mcp;

import io.throughline.problem.StartProblemException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what would be served before anything is: what one client of many cannot take makes it drop a tool, or all of them,
 * without a word to the person.
 */
public final class SelfTest {

    /** Names, descriptions and input schemas of all tools, as characters divided by four. */
    public static final int TOKEN_BUDGET = 10_000;

    private static final Logger log = LoggerFactory.getLogger(SelfTest.class);
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String VIEW_SCHEME = "ui://";
    private static final String VIEW_TYPE = "text/html;profile=mcp-app";
    /** At the root of a schema, models' interfaces refuse these, some with the whole list of tools. */
    private static final Set<String> NOT_AT_THE_ROOT = Set.of("oneOf", "anyOf", "allOf", "not", "if", "enum", "const");

    private final Registry registry;
    private final @Nullable URI publicUrl;

    /** @param publicUrl under which clients reach the server, null if it is just its own address */
    public SelfTest(Registry registry, @Nullable URI publicUrl) {
        this.registry = registry;
        this.publicUrl = publicUrl;
    }

    /** @throws StartProblemException with the first fault and how many there are */
    public void require() {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            throw new StartProblemException("The server would not be understood by all clients. "
                    + (faults.size() == 1 ? "" : "First of " + faults.size() + " faults: ") + faults.getFirst());
        }
        int tokens = tokens();
        if (tokens > TOKEN_BUDGET) {
            log.warn("The tools cost a client about {} tokens at each start, more than {}.", tokens, TOKEN_BUDGET);
        }
    }

    /** What is wrong, empty if nothing is. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        registry.tools().forEach(registered -> faults.addAll(toolFaults(registered)));
        for (Resource resource : registry.resources()) {
            boolean view = resource.uriTemplate().startsWith(VIEW_SCHEME);
            if (view != resource.mimeType().equals(VIEW_TYPE)) {
                faults.add("The resource " + resource.uriTemplate() + " is " + resource.mimeType()
                        + ", but what is under " + VIEW_SCHEME + " must be " + VIEW_TYPE + ", and nothing else.");
            }
        }
        if (publicUrl != null
                && publicUrl.getPath() != null
                && publicUrl.getPath().endsWith("/mcp")) {
            faults.add("THROUGHLINE_PUBLIC_URL is '" + publicUrl + "', but must be the address without /mcp.");
        }
        return faults;
    }

    static List<String> toolFaults(Registry.RegisteredTool registered) {
        List<String> faults = new ArrayList<>();
        String name = "The tool " + registered.tool().name();
        if (registered.tool().description().isBlank()
                || registered.tool().title().isBlank()) {
            faults.add(name + " has no title or no description.");
        }
        schemaFaults(name + ", arguments: ", registered.schemas().inputSchema(), faults);
        registered.schemas().findOutputSchema().ifPresent(schema -> schemaFaults(name + ", result: ", schema, faults));
        return faults;
    }

    private static void schemaFaults(String where, Map<String, Object> schema, List<String> faults) {
        if (!"object".equals(schema.get("type"))) {
            faults.add(where + "the schema must be of type object.");
        }
        for (String keyword : NOT_AT_THE_ROOT) {
            if (schema.containsKey(keyword)) {
                faults.add(where + "the schema must not have " + keyword + " at its root.");
            }
        }
        Object dialect = schema.get("$schema");
        if (dialect != null && !dialect.equals(DIALECT)) {
            faults.add(where + "the schema is of " + dialect + ", but must be of " + DIALECT + ".");
        }
        if (refers(schema)) {
            faults.add(where + "the schema must be whole, without $ref.");
        }
    }

    private static boolean refers(@Nullable Object part) {
        return switch (part) {
            case Map<?, ?> map ->
                map.containsKey("$ref") || map.values().stream().anyMatch(SelfTest::refers);
            case List<?> list -> list.stream().anyMatch(SelfTest::refers);
            case null, default -> false;
        };
    }

    /** What the tools cost a client that reads names, descriptions and input schemas. */
    int tokens() {
        return registry.tools().stream()
                        .mapToInt(registered -> registered.tool().name().length()
                                + registered.tool().description().length()
                                + registered.schemas().inputSchema().toString().length())
                        .sum()
                / 4;
    }
}
