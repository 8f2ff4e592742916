package io.throughline.mcp.modern;

import io.throughline.mcp.CallContext;
import io.throughline.mcp.CallResult;
import io.throughline.mcp.Calls;
import io.throughline.mcp.InputAnswers;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import io.throughline.mcp.Registry;
import io.throughline.mcp.Tool;
import io.throughline.mcp.wire.ModernRequest;
import io.throughline.mcp.wire.RpcError;
import io.throughline.problem.CallerMistakeException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The requests that reach a handler: tools, prompts, resources, completions. */
final class ModernCalls {

    private final Registry registry;
    private final Calls calls;
    private final InputRounds rounds;
    private final WireFormat format;
    private final JsonMapper json;
    private final Map<String, ToolHeaders> toolHeaders = new HashMap<>();

    ModernCalls(Registry registry, Calls calls, InputRounds rounds, WireFormat format, JsonMapper json) {
        this.registry = registry;
        this.calls = calls;
        this.rounds = rounds;
        this.format = format;
        this.json = json;
        registry.tools()
                .forEach(registered -> toolHeaders.put(
                        registered.tool().name(),
                        new ToolHeaders(
                                registered.tool().name(), registered.schemas().inputSchema())));
    }

    Answer callTool(ModernRequest request, CallContext context, @Nullable UnaryOperator<@Nullable String> headers) {
        String name = request.params().path("name").asString("");
        Tool<?, ?> tool = registry.findTool(name).orElse(null);
        if (tool == null) {
            return Answer.refused(RpcError.INVALID_PARAMS, unknown("tool", name, "tools/list"));
        }
        JsonNode arguments = arguments(request);
        if (!arguments.isObject()) {
            return Answer.refused(RpcError.INVALID_PARAMS, "params.arguments must be an object.");
        }
        ToolHeaders repeated = toolHeaders.get(name);
        String mismatch = headers == null || repeated == null ? null : repeated.mismatch(arguments, headers);
        if (mismatch != null) {
            return new Answer.Failure(400, new RpcError(RpcError.HEADER_MISMATCH, mismatch));
        }
        var binding = new RequestStates.Binding(context.principal(), request.method(), name, arguments);
        InputAnswers answers;
        try {
            answers = rounds.read(request.params(), binding, !tool.hints().readOnly());
        } catch (InputRounds.WrongAnswersException e) {
            return e.answer();
        }
        CallResult result = calls.callTool(tool, ToolArguments.read(arguments, json), context.with(answers));
        return switch (result) {
            case CallResult.NeedsInput waiting -> rounds.ask(waiting.input(), context.features(), binding);
            case CallResult.Done done -> {
                ObjectNode told = format.complete();
                told.set("content", format.contents(done.content()));
                if (done.structured() != null) {
                    told.putPOJO("structuredContent", done.structured());
                }
                yield new Answer.Result(told.put("isError", done.failed()));
            }
            case CallResult.Refused refused -> {
                ObjectNode told = format.complete();
                told.putArray("content").addObject().put("type", "text").put("text", refused.text());
                yield new Answer.Result(told.put("isError", true));
            }
        };
    }

    Answer getPrompt(ModernRequest request, CallContext context) {
        String name = request.params().path("name").asString("");
        Prompt prompt = registry.findPrompt(name).orElse(null);
        if (prompt == null) {
            return Answer.refused(RpcError.INVALID_PARAMS, unknown("prompt", name, "prompts/list"));
        }
        JsonNode arguments = arguments(request);
        if (!arguments.isObject()
                || !arguments.values().stream().allMatch(value -> value.isString() || value.isNull())) {
            return Answer.refused(RpcError.INVALID_PARAMS, "params.arguments must be an object of texts.");
        }
        var binding = new RequestStates.Binding(context.principal(), request.method(), name, arguments);
        return guarded("The prompt " + name + " failed", () -> {
            InputAnswers answers = rounds.read(request.params(), binding, false);
            return switch (calls.fillPrompt(prompt, texts(arguments), context.with(answers))) {
                case PromptAnswer.NeedsInput waiting -> rounds.ask(waiting.input(), context.features(), binding);
                case PromptAnswer.Messages said -> {
                    ObjectNode told = format.complete().put("description", prompt.description());
                    ArrayNode messages = told.putArray("messages");
                    said.messages()
                            .forEach(message -> messages.addObject()
                                    .put("role", message.speaker() == PromptAnswer.Speaker.USER ? "user" : "assistant")
                                    .set("content", format.content(message.content())));
                    yield new Answer.Result(told);
                }
            };
        });
    }

    Answer readResource(ModernRequest request, CallContext context) {
        String uri = request.params().path("uri").asString("");
        try {
            return guarded("Reading " + uri + " failed", () -> {
                Calls.ResourceContent read = calls.findResource(uri, context);
                ObjectNode told = format.complete();
                told.putArray("contents").add(format.resourceBody(uri, read.body()));
                WireFormat.cacheable(told, read.resource().timeToLive().toMillis(), false);
                return new Answer.Result(told);
            });
        } catch (Calls.NoSuchResourceException e) {
            return new Answer.Failure(
                    200, new RpcError(RpcError.INVALID_PARAMS, String.valueOf(e.getMessage()), Map.of("uri", uri)));
        }
    }

    Answer complete(ModernRequest request, CallContext context) {
        JsonNode reference = request.params().path("ref");
        JsonNode argument = request.params().path("argument");
        String name = argument.path("name").asString("");
        JsonNode typed = argument.path("value");
        if (name.isEmpty() || !typed.isString()) {
            return Answer.refused(RpcError.INVALID_PARAMS, "params.argument must have a name and a value, both texts.");
        }
        return guarded("Completing failed", () -> {
            Calls.Completion completion = switch (reference.path("type").asString("")) {
                case "ref/prompt" ->
                    calls.completePrompt(reference.path("name").asString(""), name, typed.asString(), context);
                case "ref/resource" ->
                    calls.completeResource(reference.path("uri").asString(""), name, typed.asString(), context);
                default -> throw new CallerMistakeException("params.ref.type must be ref/prompt or ref/resource.");
            };
            ObjectNode told = format.complete();
            ObjectNode values = told.putObject("completion");
            ArrayNode list = values.putArray("values");
            completion.values().forEach(list::add);
            values.put("total", completion.total())
                    .put("hasMore", completion.total() > completion.values().size());
            return new Answer.Result(told);
        });
    }

    /** Work of a handler that answers with an error of the protocol. */
    private interface Work {
        Answer answer() throws InputRounds.WrongAnswersException;
    }

    private static Answer guarded(String what, Work work) {
        try {
            return work.answer();
        } catch (InputRounds.WrongAnswersException e) {
            return e.answer();
        } catch (CallerMistakeException e) {
            return Answer.refused(RpcError.INVALID_PARAMS, String.valueOf(e.getMessage()));
        } catch (Calls.NoSuchResourceException e) {
            throw e;
        } catch (RuntimeException e) {
            return Answer.refused(
                    RpcError.INTERNAL_ERROR,
                    "The server failed; whoever runs it finds the reason in its log under " + Calls.logged(what, e)
                            + ".");
        }
    }

    private JsonNode arguments(ModernRequest request) {
        JsonNode given = request.params().path("arguments");
        return given.isMissingNode() || given.isNull() ? json.createObjectNode() : given;
    }

    private static Map<String, String> texts(JsonNode arguments) {
        Map<String, String> texts = new LinkedHashMap<>();
        arguments.properties().forEach(argument -> {
            if (argument.getValue().isString()) {
                texts.put(argument.getKey(), argument.getValue().asString());
            }
        });
        return texts;
    }

    private static String unknown(String kind, String name, String list) {
        return "There is no " + kind + " '" + (name.length() > 64 ? name.substring(0, 64) + "…" : name) + "'. Ask for "
                + list + " to see which there are.";
    }
}
