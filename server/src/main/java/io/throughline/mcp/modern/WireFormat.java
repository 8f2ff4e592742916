package io.throughline.mcp.modern;

import io.throughline.mcp.Content;
import io.throughline.mcp.InputRequest;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.Registry;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import io.throughline.mcp.ServerIdentity;
import io.throughline.mcp.wire.Envelope;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Our types as JSON of the modern era. */
public final class WireFormat {

    private static final byte[] ID = "{\"jsonrpc\":\"2.0\",\"id\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] RESULT = ",\"result\":".getBytes(StandardCharsets.UTF_8);

    private final JsonMapper json;
    private final ObjectNode meta;

    public WireFormat(JsonMapper json) {
        this.json = json;
        this.meta = json.createObjectNode();
        meta.putObject(Envelope.PREFIX + "serverInfo")
                .put("name", ServerIdentity.NAME)
                .put("title", ServerIdentity.TITLE)
                .put("version", ServerIdentity.version());
    }

    /** A result that is final. */
    ObjectNode complete() {
        return result("complete");
    }

    /** @param type {@code complete} or {@code input_required} */
    ObjectNode result(String type) {
        ObjectNode result = json.createObjectNode().put("resultType", type);
        result.set("_meta", meta); // never changed, so one for all
        return result;
    }

    /** Says how long and for whom a result may be kept. */
    static void cacheable(ObjectNode result, long ttlMillis, boolean forEverybody) {
        result.put("ttlMs", ttlMillis).put("cacheScope", forEverybody ? "public" : "private");
    }

    JsonText text(Object value) {
        return new JsonText(json.writeValueAsBytes(value));
    }

    byte[] result(@Nullable JsonNode id, Object result) {
        return writtenResult(id, text(result));
    }

    byte[] writtenResult(@Nullable JsonNode id, JsonText result) {
        var out = new ByteArrayOutputStream(result.length() + 64);
        out.writeBytes(ID);
        out.writeBytes(json.writeValueAsBytes(id));
        out.writeBytes(RESULT);
        result.writeTo(out);
        out.write('}');
        return out.toByteArray();
    }

    public ObjectNode object() {
        return json.createObjectNode();
    }

    ObjectNode tool(Registry.RegisteredTool registered) {
        var tool = registered.tool();
        var hints = tool.hints();
        ObjectNode told = json.createObjectNode()
                .put("name", tool.name())
                .put("title", tool.title())
                .put("description", tool.description());
        told.putPOJO("inputSchema", registered.schemas().inputSchema());
        registered.schemas().findOutputSchema().ifPresent(schema -> told.putPOJO("outputSchema", schema));
        told.putObject("annotations")
                .put("title", tool.title())
                .put("readOnlyHint", hints.readOnly())
                .put("destructiveHint", hints.destructive())
                .put("idempotentHint", hints.idempotent())
                .put("openWorldHint", hints.openWorld());
        return told;
    }

    ObjectNode resource(Resource resource) {
        return json.createObjectNode()
                .put(resource.template() ? "uriTemplate" : "uri", resource.uriTemplate())
                .put("name", resource.name())
                .put("title", resource.title())
                .put("description", resource.description())
                .put("mimeType", resource.mimeType());
    }

    ObjectNode prompt(Prompt prompt) {
        ObjectNode told = json.createObjectNode()
                .put("name", prompt.name())
                .put("title", prompt.title())
                .put("description", prompt.description());
        ArrayNode arguments = told.putArray("arguments");
        for (Prompt.Argument argument : prompt.arguments()) {
            arguments
                    .addObject()
                    .put("name", argument.name())
                    .put("title", argument.title())
                    .put("description", argument.description())
                    .put("required", argument.required());
        }
        return told;
    }

    ArrayNode contents(List<Content> contents) {
        ArrayNode told = json.createArrayNode();
        contents.forEach(content -> told.add(content(content)));
        return told;
    }

    ObjectNode content(Content content) {
        ObjectNode told = json.createObjectNode();
        switch (content) {
            case Content.Text text -> told.put("type", "text").put("text", text.text());
            case Content.Image image ->
                told.put("type", "image").put("data", image.bytes().base64()).put("mimeType", image.mimeType());
            case Content.Audio audio ->
                told.put("type", "audio").put("data", audio.bytes().base64()).put("mimeType", audio.mimeType());
            case Content.Embedded embedded ->
                told.put("type", "resource").set("resource", resourceBody(embedded.uri(), embedded.body()));
            case Content.Link link -> {
                told.put("type", "resource_link").put("uri", link.uri()).put("name", link.name());
                if (link.description() != null) {
                    told.put("description", link.description());
                }
                if (link.mimeType() != null) {
                    told.put("mimeType", link.mimeType());
                }
            }
        }
        return told;
    }

    ObjectNode resourceBody(String uri, ResourceBody body) {
        ObjectNode told = json.createObjectNode().put("uri", uri).put("mimeType", body.mimeType());
        return switch (body) {
            case ResourceBody.Json value -> told.put("text", json.writeValueAsString(value.value()));
            case ResourceBody.Text text -> told.put("text", text.text());
            case ResourceBody.Binary binary -> told.put("blob", binary.bytes().base64());
        };
    }

    ObjectNode inputRequest(InputRequest request) {
        ObjectNode told = json.createObjectNode();
        switch (request) {
            case InputRequest.Form form ->
                told.put("method", "elicitation/create")
                        .putObject("params")
                        .put("mode", "form")
                        .put("message", form.message())
                        .putPOJO("requestedSchema", form.schema());
            case InputRequest.Page page ->
                told.put("method", "elicitation/create")
                        .putObject("params")
                        .put("mode", "url")
                        .put("message", page.message())
                        .put("url", page.url().toString());
            case InputRequest.Sampling sampling ->
                told.put("method", "sampling/createMessage").putPOJO("params", sampling.parameters());
            case InputRequest.Roots roots -> told.put("method", "roots/list").putObject("params");
        }
        return told;
    }
}
