package io.throughline.mcp.modern;

import io.throughline.mcp.wire.HeaderText;
import io.throughline.mcp.wire.HttpMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The arguments of a tool that a client repeats in headers {@code Mcp-Param-…}, so that proxies can see them: those with
 * {@code x-mcp-header} in the input schema. Header and argument must say the same.
 */
final class ToolHeaders {

    private static final String MARK = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Set<String> TYPES = Set.of("string", "integer", "boolean");

    /** @param path of the argument from the root */
    private record Repeated(List<String> path, String header) {}

    private final List<Repeated> repeated = new ArrayList<>();

    /** @throws IllegalStateException if the schema marks what no header can carry; clients would drop the whole tool */
    ToolHeaders(String tool, Map<String, Object> inputSchema) {
        collect(tool, inputSchema, List.of(), new HashSet<>());
    }

    private void collect(String tool, Map<?, ?> schema, List<String> path, Set<String> seen) {
        if (!(schema.get("properties") instanceof Map<?, ?> properties)) {
            return;
        }
        properties.forEach((name, property) -> {
            if (property instanceof Map<?, ?> type) {
                List<String> here = new ArrayList<>(path);
                here.add(name.toString());
                if (type.get(MARK) != null) {
                    String header = type.get(MARK).toString();
                    if (!TOKEN.matcher(header).matches()
                            || !TYPES.contains(String.valueOf(type.get("type")))
                            || !seen.add(header.toLowerCase(Locale.ROOT))) {
                        throw new IllegalStateException("The tool " + tool + " cannot have " + here
                                + " in a header: its name must be a token, unlike the others, and its type string, integer or"
                                + " boolean.");
                    }
                    repeated.add(new Repeated(here, "Mcp-Param-" + header));
                }
                collect(tool, type, here, seen);
            }
        });
    }

    /** What does not agree; null if all does. */
    @Nullable String mismatch(JsonNode arguments, UnaryOperator<@Nullable String> headers) {
        for (Repeated each : repeated) {
            JsonNode argument = arguments;
            for (String name : each.path()) {
                argument = argument.path(name);
            }
            String header = HttpMessage.trimmed(headers.apply(each.header()));
            String name = String.join(".", each.path());
            if (argument.isMissingNode() || argument.isNull()) {
                if (header != null) {
                    return "The header " + each.header() + " is there, but the argument " + name + " is not.";
                }
            } else if (header == null) {
                return "The header " + each.header() + " is missing; it repeats the argument " + name + ".";
            } else if (!same(argument, header)) {
                return "The header " + each.header() + " does not say what the argument " + name + " says.";
            }
        }
        return null;
    }

    private static boolean same(JsonNode argument, String header) {
        String said = HeaderText.decode(header).orElse(null);
        if (said == null) {
            return false;
        }
        if (!argument.isNumber()) {
            return argument.isValueNode() && argument.asString().equals(said);
        }
        try {
            return said.length() <= 100 && new BigDecimal(said).compareTo(argument.decimalValue()) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
