package io.throughline.conformance;

import static io.throughline.conformance.FixturePrompt.required;
import static io.throughline.conformance.FixturePrompt.said;

import io.throughline.mcp.Content;
import io.throughline.mcp.InputNeeded;
import io.throughline.mcp.InputRequest;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import io.throughline.mcp.ResourceBody;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The prompts that the suite gets. */
@Configuration(proxyBeanMethods = false)
class PromptFixtures {

    @Bean
    Prompt simple() {
        return new FixturePrompt(
                "test_simple_prompt",
                "Says one thing.",
                List.of(),
                List.of(),
                (given, call) -> said(new Content.Text("This is a simple prompt for testing.")));
    }

    @Bean
    Prompt withArguments() {
        return new FixturePrompt(
                "test_prompt_with_arguments",
                "Repeats its arguments.",
                List.of(required("arg1", "First test argument"), required("arg2", "Second test argument")),
                List.of("paris", "park", "party"),
                (given, call) -> said(new Content.Text("Prompt with arguments: arg1='%s', arg2='%s'"
                        .formatted(given.get("arg1"), given.get("arg2")))));
    }

    @Bean
    Prompt withEmbeddedResource() {
        return new FixturePrompt(
                "test_prompt_with_embedded_resource",
                "Brings a resource along.",
                List.of(required("resourceUri", "URI of the resource to embed")),
                List.of(),
                (given, call) -> said(
                        new Content.Embedded(
                                given.get("resourceUri"),
                                new ResourceBody.Text("text/plain", "Embedded resource content for testing.")),
                        new Content.Text("Please process the embedded resource above.")));
    }

    @Bean
    Prompt withImage() {
        return new FixturePrompt(
                "test_prompt_with_image",
                "Brings an image along.",
                List.of(),
                List.of(),
                (given, call) -> said(Samples.image(), new Content.Text("Please analyze the image above.")));
    }

    @Bean
    Prompt thatAsks() {
        InputRequest.Form form = Questions.textForm("What context should the prompt use?", "context");
        return new FixturePrompt(
                "test_input_required_result_prompt",
                "Asks for a context first.",
                List.of(),
                List.of(),
                (given, call) -> call.answers()
                        .find("user_context", form)
                        .map(answer -> said(new Content.Text(
                                "Prompt with context: " + InputRequiredFixtures.text(answer, "context"))))
                        .orElseGet(() -> new PromptAnswer.NeedsInput(InputNeeded.one("user_context", form))));
    }
}
