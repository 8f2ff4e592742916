package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import io.throughline.access.Scope;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI document, from the table of addresses, what stands at each endpoint, and the records. */
final class OpenApiDocument {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private static final Map<String, String> PARAMETERS = Map.of(
            "year", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":9999}",
            "month", "{\"type\":\"integer\",\"minimum\":1,\"maximum\":12}",
            "shape", "{\"type\":\"string\",\"enum\":[\"flat\",\"envelope\"]}",
            "email", "{\"type\":\"string\"}");

    private final SchemaGenerator schemas = generator();

    String of(RequestMappingHandlerMapping mappings) {
        Map<String, Map<String, ObjectNode>> paths = new TreeMap<>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            for (String pattern : mapping.getPatternValues()) {
                for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                    paths.computeIfAbsent(slashed(pattern), path -> new TreeMap<>())
                            .put(verb.name().toLowerCase(Locale.ROOT), operation(pattern, method));
                }
            }
        });
        ObjectNode document = JSON.createObjectNode();
        document.put("openapi", "3.1.0");
        document.set(
                "info",
                JSON.createObjectNode()
                        .put("title", "Throughline project logs")
                        .put("version", "1")
                        .put(
                                "description",
                                "Weekly time logs of the embedded ERP. Every address is served with and without the slash"
                                        + " at its end."));
        document.putArray("servers").addObject().put("url", "/api/v1");
        document.putArray("security").addObject().putArray("token");
        document.putObject("paths").setAll(sorted(paths));
        document.set("components", components());
        return JSON.writeValueAsString(document).replace("\r\n", "\n") + "\n";
    }

    private static String slashed(String pattern) {
        return pattern.endsWith(".json") ? pattern : pattern + "/";
    }

    private static Map<String, ObjectNode> sorted(Map<String, Map<String, ObjectNode>> paths) {
        Map<String, ObjectNode> all = new TreeMap<>();
        paths.forEach(
                (path, operations) -> all.put(path, JSON.createObjectNode().setAll(operations)));
        return all;
    }

    private ObjectNode operation(String pattern, HandlerMethod method) {
        Described described = Objects.requireNonNull(
                method.getMethodAnnotation(Described.class), () -> method.getShortLogMessage() + " is not described");
        ObjectNode operation = JSON.createObjectNode();
        operation.put("summary", described.value());
        operation.put(
                "operationId",
                method.getBeanType().getSimpleName().replace("Controller", "") + "_"
                        + method.getMethod().getName());
        Access.Needs needs = method.getMethodAnnotation(Access.Needs.class);
        if (needs == null) {
            security(operation, described);
        } else {
            operation.put("description", "Needs the scope " + needs.value().wireName() + ".");
        }
        parameters(pattern, described, operation);
        if (described.body() != Void.class) {
            operation.putObject("requestBody").put("required", true).set("content", json(body(described.body())));
        }
        ObjectNode responses = operation.putObject("responses");
        ObjectNode success = responses.putObject(String.valueOf(described.status()));
        success.put("description", described.status() == 204 ? "Done" : "What was asked for");
        if (described.answer() != Void.class) {
            success.set("content", json(schemas.generateSchema(described.answer())));
        }
        responses.putObject("default").put("$ref", "#/components/responses/Problem");
        return operation;
    }

    private static void security(ObjectNode operation, Described described) {
        ArrayNode ways = operation.putArray("security");
        if (described.orSecret()) {
            ways.addObject().putArray("token");
            ways.addObject().putArray("secret");
        }
    }

    /** A client sends back what it read, but need not. */
    private ObjectNode body(Class<?> type) {
        ObjectNode schema = schemas.generateSchema(type);
        if (type == WeekDocument.class) {
            requireNothing(schema);
        }
        return schema;
    }

    private static void requireNothing(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("required").isArray()) {
            object.remove("required");
        }
        node.forEach(OpenApiDocument::requireNothing);
    }

    private static void parameters(String pattern, Described described, ObjectNode operation) {
        ArrayNode parameters = JSON.createArrayNode();
        if (pattern.contains("{id}")) {
            parameters
                    .addObject()
                    .put("name", "id")
                    .put("in", "path")
                    .put("required", true)
                    .set("schema", JSON.readTree("{\"type\":\"integer\",\"minimum\":1}"));
        }
        for (String name : described.query()) {
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "query")
                    .set("schema", JSON.readTree(Objects.requireNonNull(PARAMETERS.get(name), name)));
        }
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
    }

    private static ObjectNode json(ObjectNode schema) {
        ObjectNode content = JSON.createObjectNode();
        content.putObject("application/json").set("schema", schema);
        return content;
    }

    private static ObjectNode components() {
        ObjectNode components = JSON.createObjectNode();
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "Authorization")
                .put(
                        "description",
                        "Token KEY, or Bearer KEY. A key with " + Scope.LOGS_READ.wireName() + " and "
                                + Scope.LOGS_WRITE.wireName() + ".");
        components
                .withObject("securitySchemes")
                .putObject("secret")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", ProgramCallers.SECRET_HEADER)
                .put("description", "The secret of the server for programs that log for others, if it has one.");
        ObjectNode problem = components.putObject("responses").putObject("Problem");
        problem.put("description", "What was wrong: as error or detail for people, as code for programs");
        problem.set("content", json((ObjectNode) JSON.readTree("""
                        {"type": "object", "properties": {
                          "error": {"type": "string"}, "detail": {"type": "string"}, "code": {"type": "string"},
                          "errors": {"type": "object",
                                     "additionalProperties": {"type": "array", "items": {"type": "string"}}},
                          "modified_at": {"type": "string"}, "request_id": {"type": "string"}}}
                        """)));
        return components;
    }

    private static SchemaGenerator generator() {
        var config = new SchemaGeneratorConfigBuilder(JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(Option.INLINE_ALL_SCHEMAS, Option.STANDARD_FORMATS);
        config.forTypesInGeneral()
                .withPropertySorter(Comparator.comparingInt(OpenApiDocument::place))
                .withCustomDefinitionProvider((type, context) -> type.isInstanceOf(BigDecimal.class)
                        ? new com.github.victools.jsonschema.generator.CustomDefinition(
                                context.getGeneratorConfig().createObjectNode().put("type", "number"))
                        : null);
        config.forFields()
                .withPropertyNameOverrideResolver(field -> snakeCase(field.getDeclaredName()))
                .withNullableCheck(OpenApiDocument::nullable)
                .withRequiredCheck(field -> !field.isFakeContainerItemScope() && !absentable(field))
                .withDescriptionResolver(OpenApiDocument::description);
        return new SchemaGenerator(config.build());
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
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

    /** What may be absent is left out where the record says so, and is null elsewhere. */
    private static boolean nullable(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && absentable(field)
                && !field.getRawMember().isAnnotationPresent(JsonInclude.class);
    }

    private static @Nullable String description(FieldScope field) {
        JsonPropertyDescription description = field.isFakeContainerItemScope()
                ? null
                : field.getRawMember().getAnnotation(JsonPropertyDescription.class);
        return description == null ? null : description.value();
    }
}
