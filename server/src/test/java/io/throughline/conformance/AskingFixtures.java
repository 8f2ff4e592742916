package io.throughline.conformance;

import static io.throughline.conformance.FixtureTool.ask;
import static io.throughline.conformance.FixtureTool.reading;
import static io.throughline.conformance.FixtureTool.said;

import io.throughline.mcp.CallContext;
import io.throughline.mcp.InputRequest;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import io.throughline.mcp.ToolHints;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tools that ask the client for one thing; the suite calls most of them in the era of requests from the server. */
@Configuration(proxyBeanMethods = false)
class AskingFixtures {

    private static final String KEY = "question";

    @Bean
    Tool<?, ?> sampling() {
        return new FixtureTool<>(
                "test_sampling",
                "Asks the client's model.",
                ToolHints.READS,
                ToModel.class,
                (given, call) -> call.answers()
                        .find(KEY)
                        .map(answer -> said("LLM response: " + Questions.completionText(answer)))
                        .orElseGet(() -> ask(KEY, Questions.completion(given.prompt(), 100))));
    }

    record ToModel(String prompt) {}

    @Bean
    Tool<?, ?> elicitation() {
        return new FixtureTool<>(
                "test_elicitation",
                "Asks the person with the message given.",
                ToolHints.READS,
                ToPerson.class,
                (given, call) -> filled(
                        call, "User response: ", Questions.form(given.message(), List.of("username", "email"), """
                                {"username": {"type": "string", "description": "User's response"},
                                 "email": {"type": "string", "description": "User's email address"}}""")));
    }

    record ToPerson(String message) {}

    @Bean
    Tool<?, ?> defaults() {
        InputRequest.Form form = Questions.form("Please review the values and change them if needed", List.of(), """
                {"name": {"type": "string", "description": "User name", "default": "John Doe"},
                 "age": {"type": "integer", "description": "User age", "default": 30},
                 "score": {"type": "number", "description": "User score", "default": 95.5},
                 "status": {"type": "string", "description": "User status",
                            "enum": ["active", "inactive", "pending"], "default": "active"},
                 "verified": {"type": "boolean", "description": "Verification status", "default": true}}""");
        return reading(
                "test_elicitation_sep1034_defaults",
                "Asks the person with a form that is filled in already.",
                call -> filled(call, "Elicitation completed: ", form));
    }

    @Bean
    Tool<?, ?> choices() {
        InputRequest.Form form = Questions.form("Please choose", List.of(), """
                {"untitledSingle": {"type": "string", "enum": ["option1", "option2", "option3"]},
                 "titledSingle": {"type": "string", "oneOf": [
                    {"const": "value1", "title": "First Option"},
                    {"const": "value2", "title": "Second Option"},
                    {"const": "value3", "title": "Third Option"}]},
                 "legacyEnum": {"type": "string", "enum": ["opt1", "opt2", "opt3"],
                    "enumNames": ["Option One", "Option Two", "Option Three"]},
                 "untitledMulti": {"type": "array",
                    "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
                 "titledMulti": {"type": "array", "items": {"anyOf": [
                    {"const": "value1", "title": "First Choice"},
                    {"const": "value2", "title": "Second Choice"},
                    {"const": "value3", "title": "Third Choice"}]}}}""");
        return reading(
                "test_elicitation_sep1330_enums",
                "Asks the person with a form of all kinds of choices.",
                call -> filled(call, "Elicitation completed: ", form));
    }

    private static ToolAnswer<FixtureTool.NoResult> filled(CallContext call, String words, InputRequest.Form form) {
        return call.answers()
                .find(KEY, form)
                .map(answer -> said(words + Questions.told(answer)))
                .orElseGet(() -> ask(KEY, form));
    }

    @Bean
    Tool<?, ?> missingCapability() {
        return reading(
                "test_missing_capability",
                "Cannot do without the client's model.",
                call -> call.answers()
                        .find(KEY)
                        .map(answer -> said("Success"))
                        .orElseGet(() -> ask(KEY, Questions.completion("Say anything.", 100))));
    }

    @Bean
    Tool<?, ?> streamingElicitation() {
        return reading("test_streaming_elicitation", "Reports its progress, then asks the person.", call -> {
            call.channel().progress(50, 100.0, null);
            return call.answers()
                    .find(KEY)
                    .map(answer -> said("Streaming complete"))
                    .orElseGet(() -> ask(KEY, Questions.textForm("What is your name?", "name")));
        });
    }
}
