package io.throughline.mcp;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** What components of records are called on the wire: as in Java, or with underscores where the record asks for it. */
final class WireNames {

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private WireNames() {}

    /** In the order of the record. */
    static List<String> of(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(WireNames::of).toList();
    }

    static String of(RecordComponent component) {
        return of(component.getDeclaringRecord(), component.getName());
    }

    static String of(Class<?> type, String component) {
        JsonNaming naming = type.getAnnotation(JsonNaming.class);
        return naming != null && naming.value() == SnakeCaseStrategy.class
                ? WORD_START.matcher(component).replaceAll("_").toLowerCase(Locale.ROOT)
                : component;
    }
}
