package io.throughline.conformance;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Content;
import io.throughline.mcp.InputNeeded;
import io.throughline.mcp.InputRequest;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import io.throughline.mcp.ToolHints;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A tool as the conformance suite wants it: content of any kind, but no structured result. */
record FixtureTool<A extends Record>(String name, String description, ToolHints hints, Class<A> arguments, Work<A> work)
        implements Tool<A, FixtureTool.NoResult> {

    record NoArguments() {}

    record NoResult() {}

    /** What a tool does. */
    interface Work<A extends Record> {
        ToolAnswer<NoResult> of(A arguments, CallContext context);
    }

    /** A tool that takes no arguments and changes nothing. */
    static FixtureTool<NoArguments> reading(
            String name, String description, Function<CallContext, ToolAnswer<NoResult>> work) {
        return new FixtureTool<>(
                name, description, ToolHints.READS, NoArguments.class, (none, context) -> work.apply(context));
    }

    static ToolAnswer<NoResult> said(String text) {
        return content(new Content.Text(text));
    }

    static ToolAnswer<NoResult> content(Content... content) {
        return new ToolAnswer.Complete<>(null, List.of(content), false);
    }

    static ToolAnswer<NoResult> failed(String text) {
        return new ToolAnswer.Complete<>(null, List.of(new Content.Text(text)), true);
    }

    static ToolAnswer<NoResult> ask(String key, InputRequest request) {
        return new ToolAnswer.NeedsInput<>(InputNeeded.one(key, request));
    }

    static ToolAnswer<NoResult> ask(Map<String, InputRequest> requests, @Nullable String state) {
        return new ToolAnswer.NeedsInput<>(new InputNeeded(requests, state));
    }

    @Override
    public String title() {
        return name;
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of();
    }

    @Override
    public Class<NoResult> result() {
        return NoResult.class;
    }

    @Override
    public ToolAnswer<NoResult> call(A given, CallContext context) {
        return work.of(given, context);
    }
}
