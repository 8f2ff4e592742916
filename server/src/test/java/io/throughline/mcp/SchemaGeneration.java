package io.throughline.mcp;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas from records, in the form that all clients take: one object, everything written out in its place, no references,
 * no dialect named, no combinations. What may be absent is not required; nothing is ever null.
 */
final class SchemaGeneration {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final SchemaGenerator generator = generator();

    /** The schema file of a tool. */
    String fileOf(Tool<?, ?> tool) {
        ObjectNode file = JSON.createObjectNode();
        ObjectNode input = generator.generateSchema(tool.arguments());
        input.put("additionalProperties", false);
        file.set("inputSchema", input);
        file.set("outputSchema", generator.generateSchema(tool.result()));
        return JSON.writeValueAsString(file).replace("\r\n", "\n") + "\n";
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(Option.INLINE_ALL_SCHEMAS, Option.STANDARD_FORMATS);
        config.forTypesInGeneral().withPropertySorter(Comparator.comparingInt(SchemaGeneration::place));
        config.forFields()
                .withRequiredCheck(field -> !field.isFakeContainerItemScope() && !absentable(field))
                .withPropertyNameOverrideResolver(
                        field -> WireNames.of(field.getRawMember().getDeclaringClass(), field.getDeclaredName()))
                .withTargetTypeOverridesResolver(SchemaGeneration::wholeNumber)
                .withDescriptionResolver(SchemaGeneration::description);
        return new SchemaGenerator(config.build());
    }

    /** Where a component stands in its record. */
    private static int place(MemberScope<?, ?> member) {
        List<String> names = Arrays.stream(
                        member.getRawMember().getDeclaringClass().getDeclaredFields())
                .map(Field::getName)
                .toList();
        return names.indexOf(member.getDeclaredName());
    }

    private static boolean absentable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** Text that callers should write as a whole number, though we take a name in its place, too. */
    private static @Nullable List<ResolvedType> wholeNumber(FieldScope field) {
        JsonFormat format =
                field.isFakeContainerItemScope() ? null : field.getRawMember().getAnnotation(JsonFormat.class);
        return format != null && format.shape() == JsonFormat.Shape.NUMBER_INT
                ? List.of(field.getContext().resolve(Long.class))
                : null;
    }

    private static @Nullable String description(FieldScope field) {
        JsonPropertyDescription description = field.isFakeContainerItemScope()
                ? null
                : field.getRawMember().getAnnotation(JsonPropertyDescription.class);
        return description == null ? null : description.value();
    }

    static JsonNode parse(String text) {
        return JSON.readTree(text);
    }
}
