package io.throughline.mcp.legacy;

import io.modelcontextprotocol.spec.McpSchema;
import io.throughline.mcp.Content;
import io.throughline.mcp.ResourceBody;
import tools.jackson.databind.json.JsonMapper;

/** Our content in the SDK's classes. */
final class SdkContent {

    private SdkContent() {}

    static McpSchema.Content of(Content content, JsonMapper json) {
        return switch (content) {
            case Content.Text text -> McpSchema.TextContent.builder(text.text()).build();
            case Content.Image image ->
                McpSchema.ImageContent.builder(image.bytes().base64(), image.mimeType())
                        .build();
            case Content.Audio audio ->
                McpSchema.AudioContent.builder(audio.bytes().base64(), audio.mimeType())
                        .build();
            case Content.Embedded embedded ->
                McpSchema.EmbeddedResource.builder(contents(embedded.uri(), embedded.body(), json))
                        .build();
            case Content.Link link ->
                McpSchema.ResourceLink.builder()
                        .uri(link.uri())
                        .name(link.name())
                        .description(link.description())
                        .mimeType(link.mimeType())
                        .build();
        };
    }

    static McpSchema.ResourceContents contents(String uri, ResourceBody body, JsonMapper json) {
        return switch (body) {
            case ResourceBody.Json value ->
                McpSchema.TextResourceContents.builder(uri, json.writeValueAsString(value.value()))
                        .mimeType(body.mimeType())
                        .build();
            case ResourceBody.Text text ->
                McpSchema.TextResourceContents.builder(uri, text.text())
                        .mimeType(body.mimeType())
                        .build();
            case ResourceBody.Binary binary ->
                McpSchema.BlobResourceContents.builder(uri, binary.bytes().base64())
                        .mimeType(body.mimeType())
                        .build();
        };
    }
}
