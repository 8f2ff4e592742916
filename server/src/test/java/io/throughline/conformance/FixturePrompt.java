package io.throughline.conformance;

import io.throughline.mcp.CallContext;
import io.throughline.mcp.Content;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A prompt as the conformance suite wants it.
 *
 * @param suggested values for every argument
 */
record FixturePrompt(String name, String description, List<Argument> arguments, List<String> suggested, Filling filling)
        implements Prompt {

    /** What a prompt says. */
    interface Filling {
        PromptAnswer of(Map<String, String> arguments, CallContext context);
    }

    static Argument required(String name, String description) {
        return new Argument(name, name, description, true);
    }

    /** What the person says, piece by piece. */
    static PromptAnswer said(Content... content) {
        return new PromptAnswer.Messages(Stream.of(content)
                .map(each -> new PromptAnswer.Message(PromptAnswer.Speaker.USER, each))
                .toList());
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public PromptAnswer fill(Map<String, String> given, CallContext context) {
        return filling.of(given, context);
    }

    @Override
    public List<String> complete(String argument, String typed, CallContext context) {
        return suggested.stream().filter(value -> value.startsWith(typed)).toList();
    }
}
