package io.throughline.mcp.legacy;

import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.throughline.mcp.CallCancelledException;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.CallResult;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import io.throughline.mcp.Registry;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import io.throughline.mcp.Tool;
import io.throughline.mcp.wire.RpcError;
import io.throughline.problem.CallerMistakeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Our tools, resources and prompts as the SDK wants them registered. */
final class SdkFeatures {

    /** Key in the SDK's transport context under which the {@link LegacyCall} travels to its handler. */
    static final String CALL = "throughline.call";

    private final Registry registry;
    private final Calls calls;
    private final JsonMapper json;

    SdkFeatures(Registry registry, Calls calls, JsonMapper json) {
        this.registry = registry;
        this.calls = calls;
        this.json = json;
    }

    List<SyncToolSpecification> tools() {
        List<SyncToolSpecification> tools = new ArrayList<>();
        for (Registry.RegisteredTool registered : registry.tools()) {
            var tool = registered.tool();
            var hints = tool.hints();
            McpSchema.Tool described = McpSchema.Tool.builder(
                            tool.name(), registered.schemas().inputSchema())
                    .title(tool.title())
                    .description(tool.description())
                    .outputSchema(registered.schemas().findOutputSchema().orElse(null))
                    .annotations(new McpSchema.ToolAnnotations(
                            tool.title(),
                            hints.readOnly(),
                            hints.destructive(),
                            hints.idempotent(),
                            hints.openWorld(),
                            null))
                    .build();
            tools.add(new SyncToolSpecification(described, (exchange, request) -> {
                Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
                return wireResult(called(tool, arguments, call(exchange)));
            }));
        }
        return tools;
    }

    private CallResult called(Tool<?, ?> tool, Map<String, Object> arguments, LegacyCall call) {
        try {
            return InputRounds.run(
                    call,
                    context -> calls.callTool(tool, arguments, context),
                    result -> result instanceof CallResult.NeedsInput waiting
                            ? Optional.of(waiting.input())
                            : Optional.empty());
        } catch (UnansweredException e) {
            return new CallResult.Refused(e.text(), null);
        }
    }

    private McpSchema.CallToolResult wireResult(CallResult result) {
        return switch (result) {
            case CallResult.Done done -> {
                var answer = McpSchema.CallToolResult.builder().isError(done.failed());
                done.content().forEach(content -> answer.addContent(SdkContent.of(content, json)));
                if (done.structured() != null) {
                    answer.structuredContent(done.structured());
                }
                yield answer.build();
            }
            case CallResult.NeedsInput _ -> throw new IllegalStateException("A question was left unasked.");
            case CallResult.Refused refused -> refused(refused.text());
        };
    }

    private static McpSchema.CallToolResult refused(String text) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(text)
                .isError(true)
                .build();
    }

    List<SyncResourceSpecification> resources() {
        return registry.resources().stream()
                .filter(resource -> !resource.template())
                .map(resource -> new SyncResourceSpecification(
                        McpSchema.Resource.builder(resource.uriTemplate(), resource.name())
                                .title(resource.title())
                                .description(resource.description())
                                .mimeType(resource.mimeType())
                                .build(),
                        (exchange, request) -> read(request.uri(), exchange)))
                .toList();
    }

    List<SyncResourceTemplateSpecification> templates() {
        return registry.resources().stream()
                .filter(Resource::template)
                .map(resource -> new SyncResourceTemplateSpecification(
                        McpSchema.ResourceTemplate.builder(resource.uriTemplate(), resource.name())
                                .title(resource.title())
                                .description(resource.description())
                                .mimeType(resource.mimeType())
                                .build(),
                        (exchange, request) -> read(request.uri(), exchange)))
                .toList();
    }

    private McpSchema.ReadResourceResult read(String uri, McpSyncServerExchange exchange) {
        LegacyCall call = call(exchange);
        return answered(
                call,
                "Reading " + uri + " failed",
                () -> {
                    ResourceBody body = calls.readResource(uri, call.context()).body();
                    return McpSchema.ReadResourceResult.builder(List.of(SdkContent.contents(uri, body, json)))
                            .build();
                },
                mistake -> noResource(uri, mistake));
    }

    List<SyncPromptSpecification> prompts() {
        return registry.prompts().stream()
                .map(prompt -> new SyncPromptSpecification(described(prompt), (exchange, request) -> {
                    LegacyCall call = call(exchange);
                    return answered(
                            call,
                            "The prompt " + prompt.name() + " failed",
                            () -> wirePrompt(prompt, filled(prompt, texts(request.arguments()), call)),
                            SdkFeatures::invalidParameters);
                }))
                .toList();
    }

    private PromptAnswer filled(Prompt prompt, Map<String, String> arguments, LegacyCall call) {
        return InputRounds.run(
                call,
                context -> calls.fillPrompt(prompt, arguments, context),
                answer -> answer instanceof PromptAnswer.NeedsInput waiting
                        ? Optional.of(waiting.input())
                        : Optional.empty());
    }

    private McpSchema.GetPromptResult wirePrompt(Prompt prompt, PromptAnswer answer) {
        return switch (answer) {
            case PromptAnswer.Messages said ->
                McpSchema.GetPromptResult.builder(said.messages().stream()
                                .map(message -> new McpSchema.PromptMessage(
                                        message.speaker() == PromptAnswer.Speaker.USER
                                                ? McpSchema.Role.USER
                                                : McpSchema.Role.ASSISTANT,
                                        SdkContent.of(message.content(), json)))
                                .toList())
                        .description(prompt.description())
                        .build();
            case PromptAnswer.NeedsInput _ -> throw new IllegalStateException("A question was left unasked.");
        };
    }

    private static McpSchema.Prompt described(Prompt prompt) {
        return McpSchema.Prompt.builder(prompt.name())
                .title(prompt.title())
                .description(prompt.description())
                .arguments(prompt.arguments().stream()
                        .map(argument -> new McpSchema.PromptArgument(
                                argument.name(), argument.title(), argument.description(), argument.required()))
                        .toList())
                .build();
    }

    private static Map<String, String> texts(@Nullable Map<String, Object> arguments) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (arguments != null) {
            arguments.forEach((name, value) -> {
                if (value != null) {
                    texts.put(name, value.toString());
                }
            });
        }
        return texts;
    }

    List<SyncCompletionSpecification> completions() {
        List<SyncCompletionSpecification> completions = new ArrayList<>();
        for (Prompt prompt : registry.prompts()) {
            completions.add(new SyncCompletionSpecification(
                    new McpSchema.PromptReference(prompt.name()),
                    (exchange, request) -> completed(
                            call(exchange),
                            context -> calls.completePrompt(
                                    prompt.name(),
                                    request.argument().name(),
                                    request.argument().value(),
                                    context))));
        }
        for (Resource resource : registry.resources()) {
            if (resource.template()) {
                completions.add(new SyncCompletionSpecification(
                        new McpSchema.ResourceReference(resource.uriTemplate()),
                        (exchange, request) -> completed(
                                call(exchange),
                                context -> calls.completeResource(
                                        resource.uriTemplate(),
                                        request.argument().name(),
                                        request.argument().value(),
                                        context))));
            }
        }
        return completions;
    }

    private McpSchema.CompleteResult completed(LegacyCall call, Function<CallContext, Calls.Completion> values) {
        return answered(
                call,
                "Completing failed",
                () -> {
                    Calls.Completion completion = values.apply(call.context());
                    return new McpSchema.CompleteResult(new McpSchema.CompleteResult.CompleteCompletion(
                            completion.values(),
                            completion.total(),
                            completion.total() > completion.values().size()));
                },
                SdkFeatures::invalidParameters);
    }

    /** A resource that is not there, or not there for this caller. */
    static RpcError noResource(String uri, String why) {
        return new RpcError(McpSchema.ErrorCodes.RESOURCE_NOT_FOUND, why, Map.of("uri", uri));
    }

    private static RpcError invalidParameters(String mistake) {
        return new RpcError(RpcError.INVALID_PARAMS, mistake);
    }

    /** The SDK would hand the text of any exception to the client; only what we say of it may get there. */
    private static <T> T answered(LegacyCall call, String what, Supplier<T> work, Function<String, RpcError> mistake) {
        RpcError error;
        try {
            return work.get();
        } catch (CallerMistakeException e) {
            error = mistake.apply(String.valueOf(e.getMessage()));
        } catch (UnansweredException e) {
            error = invalidParameters(e.text());
        } catch (CallCancelledException e) {
            error = SdkServer.TOO_LONG;
        } catch (RuntimeException e) {
            error = call.cancelled() ? SdkServer.TOO_LONG : SdkServer.fault(what, e); // it was interrupted, not broken
        }
        call.fail(error);
        throw McpError.builder(error.code()).message(error.message()).build();
    }

    private static LegacyCall call(McpSyncServerExchange exchange) {
        if (exchange.transportContext().get(CALL) instanceof LegacyCall call) {
            return call;
        }
        throw new IllegalStateException("A call came to a handler without its way back.");
    }
}
