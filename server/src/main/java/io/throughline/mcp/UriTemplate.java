package io.throughline.mcp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Matches addresses against a template with {@code {variables}}, each of which stands for one path segment. */
final class UriTemplate {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_]+)}");

    private final List<String> variables = new ArrayList<>();
    private final Pattern pattern;

    UriTemplate(String template) {
        var regex = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(template);
        int from = 0;
        while (matcher.find()) {
            regex.append(Pattern.quote(template.substring(from, matcher.start())))
                    .append("([^/?#]+)");
            variables.add(matcher.group(1));
            from = matcher.end();
        }
        regex.append(Pattern.quote(template.substring(from)));
        pattern = Pattern.compile(regex.toString());
    }

    List<String> variables() {
        return List.copyOf(variables);
    }

    /** The decoded values of the variables, empty if the address does not fit. */
    Optional<Map<String, String>> match(String uri) {
        Matcher matcher = pattern.matcher(uri);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        try {
            for (int at = 0; at < variables.size(); at++) {
                String value = matcher.group(at + 1).replace("+", "%2B");
                values.put(variables.get(at), URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a percent sign that encodes nothing
        }
        return Optional.of(values);
    }
}
