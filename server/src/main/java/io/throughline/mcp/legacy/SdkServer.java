package io.throughline.mcp.legacy;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import io.throughline.access.Principal;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.CallResult;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import io.throughline.mcp.Registry;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import io.throughline.mcp.ServerIdentity;
import io.throughline.problem.CallerMistakeException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Our registry behind the SDK's server. The SDK carries messages; what is called and what is allowed is ours. */
public final class SdkServer {

    /** Key in the SDK's transport context under which our layers hand on who calls. */
    public static final String PRINCIPAL = "throughline.principal";

    private final Registry registry;
    private final Calls calls;
    private final JsonMapper json;

    public SdkServer(Registry registry, Calls calls, JsonMapper json) {
        this.registry = registry;
        this.calls = calls;
        this.json = json;
    }

    public McpJsonMapper jsonMapper() {
        return safeJson();
    }

    private SafeJson safeJson() {
        return new SafeJson(new JacksonMcpJsonMapper(json));
    }

    /**
     * The answer to a message that cannot be served, in JSON; empty if it can. To be asked before the SDK gets a message over
     * HTTP, where it breaks the connection over parameters of a wrong shape.
     */
    public Optional<String> findRefusal(String message) throws IOException {
        return safeJson().findRefusal(message);
    }

    public McpSyncServer start(McpServerTransportProvider transport) {
        return configured(McpServer.sync(transport)).build();
    }

    public McpSyncServer start(McpStreamableServerTransportProvider transport) {
        return configured(McpServer.sync(transport)).build();
    }

    private <S extends McpServer.SyncSpecification<S>> McpServer.SyncSpecification<S> configured(
            McpServer.SyncSpecification<S> server) {
        server.serverInfo(McpSchema.Implementation.builder(ServerIdentity.NAME, ServerIdentity.version())
                        .title(ServerIdentity.TITLE)
                        .build())
                .instructions(ServerIdentity.INSTRUCTIONS)
                .capabilities(McpSchema.ServerCapabilities.builder()
                        .tools(false)
                        .resources(false, false)
                        .prompts(false)
                        .completions()
                        .build())
                .jsonMapper(jsonMapper())
                // Arguments are read and refused by our own reader, whose messages tell a model what to do; our tests
                // hold results against their schemas.
                .validateToolInputs(false)
                .jsonSchemaValidator(new NoSchemaValidation())
                // Handlers run on the thread that brought the call, which is a virtual one.
                .immediateExecution(true)
                .tools(tools())
                .resources(resources())
                .resourceTemplates(templates())
                .prompts(prompts())
                .completions(completions());
        return server;
    }

    private List<SyncToolSpecification> tools() {
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
                return wireResult(calls.callTool(tool, arguments, context(exchange)));
            }));
        }
        return tools;
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
            case CallResult.NeedsInput waiting ->
                refused("This needs an answer from you, for which this client has no form.");
            case CallResult.Refused refused -> refused(refused.text());
        };
    }

    private static McpSchema.CallToolResult refused(String text) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(text)
                .isError(true)
                .build();
    }

    private List<SyncResourceSpecification> resources() {
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

    private List<SyncResourceTemplateSpecification> templates() {
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
        return answered(
                "Reading " + uri + " failed",
                () -> {
                    ResourceBody body =
                            calls.readResource(uri, context(exchange)).body();
                    return McpSchema.ReadResourceResult.builder(List.of(SdkContent.contents(uri, body, json)))
                            .build();
                },
                mistake -> McpError.builder(McpSchema.ErrorCodes.RESOURCE_NOT_FOUND)
                        .message(mistake)
                        .data(Map.of("uri", uri))
                        .build());
    }

    private List<SyncPromptSpecification> prompts() {
        return registry.prompts().stream()
                .map(prompt -> new SyncPromptSpecification(
                        described(prompt),
                        (exchange, request) -> answered(
                                "The prompt " + prompt.name() + " failed",
                                () -> {
                                    PromptAnswer answer =
                                            calls.fillPrompt(prompt, texts(request.arguments()), context(exchange));
                                    return wirePrompt(prompt, answer);
                                },
                                SdkServer::invalidParameters)))
                .toList();
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
            case PromptAnswer.NeedsInput waiting ->
                throw invalidParameters("This needs an answer from you, for which this client has no form.");
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

    private List<SyncCompletionSpecification> completions() {
        List<SyncCompletionSpecification> completions = new ArrayList<>();
        for (Prompt prompt : registry.prompts()) {
            completions.add(new SyncCompletionSpecification(
                    new McpSchema.PromptReference(prompt.name()),
                    (exchange, request) -> completed(() -> prompt.complete(
                            request.argument().name(), request.argument().value(), context(exchange)))));
        }
        for (Resource resource : registry.resources()) {
            if (resource.template()) {
                completions.add(new SyncCompletionSpecification(
                        new McpSchema.ResourceReference(resource.uriTemplate()),
                        (exchange, request) -> completed(() -> resource.complete(
                                request.argument().name(), request.argument().value(), context(exchange)))));
            }
        }
        return completions;
    }

    private McpSchema.CompleteResult completed(Supplier<List<String>> values) {
        return answered(
                "Completing failed",
                () -> {
                    Calls.Completion completion = calls.complete(values.get());
                    return new McpSchema.CompleteResult(new McpSchema.CompleteResult.CompleteCompletion(
                            completion.values(),
                            completion.total(),
                            completion.total() > completion.values().size()));
                },
                SdkServer::invalidParameters);
    }

    private static McpError invalidParameters(String mistake) {
        return McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                .message(mistake)
                .build();
    }

    /** The SDK would hand the text of any exception to the client; only the caller's own mistakes may get there. */
    private static <T> T answered(String what, Supplier<T> work, Function<String, McpError> mistake) {
        try {
            return work.get();
        } catch (CallerMistakeException e) {
            throw mistake.apply(String.valueOf(e.getMessage()));
        } catch (McpError e) {
            throw e;
        } catch (RuntimeException e) {
            throw McpError.builder(McpSchema.ErrorCodes.INTERNAL_ERROR)
                    .message(SafeJson.LOGGED_FAULT + Calls.logged(what, e) + ".")
                    .build();
        }
    }

    private static CallContext context(McpSyncServerExchange exchange) {
        if (exchange.transportContext().get(PRINCIPAL) instanceof Principal principal) {
            return new CallContext(principal);
        }
        throw new IllegalStateException("A call came without a principal; the transport must hand one on.");
    }
}
