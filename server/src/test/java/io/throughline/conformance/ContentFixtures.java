package io.throughline.conformance;

import static io.throughline.conformance.FixtureTool.content;
import static io.throughline.conformance.FixtureTool.failed;
import static io.throughline.conformance.FixtureTool.reading;
import static io.throughline.conformance.FixtureTool.said;

import io.throughline.mcp.Content;
import io.throughline.mcp.ResourceBody;
import io.throughline.mcp.Tool;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tools that answer with each kind of content. */
@Configuration(proxyBeanMethods = false)
class ContentFixtures {

    @Bean
    Tool<?, ?> simpleText() {
        return reading(
                "test_simple_text", "Answers with text.", call -> said("This is a simple text response for testing."));
    }

    @Bean
    Tool<?, ?> image() {
        return reading("test_image_content", "Answers with an image.", call -> content(Samples.image()));
    }

    @Bean
    Tool<?, ?> audio() {
        return reading(
                "test_audio_content",
                "Answers with audio.",
                call -> content(new Content.Audio(Samples.bytes(Samples.WAV), "audio/wav")));
    }

    @Bean
    Tool<?, ?> embeddedResource() {
        return reading(
                "test_embedded_resource",
                "Answers with a resource.",
                call -> content(new Content.Embedded(
                        "test://embedded-resource",
                        new ResourceBody.Text("text/plain", "This is an embedded resource content."))));
    }

    @Bean
    Tool<?, ?> mixedContent() {
        return reading(
                "test_multiple_content_types",
                "Answers with text, an image and a resource.",
                call -> content(
                        new Content.Text("Multiple content types test:"),
                        Samples.image(),
                        new Content.Embedded(
                                "test://mixed-content-resource", new ResourceBody.Json(new Mixed("data", 123)))));
    }

    record Mixed(String test, int value) {}

    @Bean
    Tool<?, ?> error() {
        return reading(
                "test_error_handling",
                "Fails.",
                call -> failed("This tool intentionally returns an error for testing"));
    }
}
