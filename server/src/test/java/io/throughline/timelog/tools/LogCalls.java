package io.throughline.timelog.tools;

import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.mcp.CallChannel;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.CallResult;
import io.throughline.mcp.Calls;
import io.throughline.mcp.ClientFeature;
import io.throughline.mcp.Content;
import io.throughline.mcp.InputAnswers;
import io.throughline.mcp.InputNeeded;
import io.throughline.mcp.Tool;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls log tools as a client does: arguments by name, answers as JSON and text. */
public final class LogCalls {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestServer server;
    private final Map<String, Tool<?, ?>> tools = new HashMap<>();

    public LogCalls(TestServer server) {
        this.server = server;
        server.tools().forEach(tool -> tools.put(tool.name(), tool));
    }

    /** @param json the structured result; missing if the call did not come as far */
    public record Answer(JsonNode json, String text, boolean failed) {

        /** Such as {@code data/total_logged_time/hours}. */
        public JsonNode at(String path) {
            return json.at("/" + path);
        }

        String message() {
            return json.path("message").asString("");
        }
    }

    /** @param namesAndValues of the arguments */
    public Answer call(Principal principal, String tool, Object... namesAndValues) {
        return call(new CallContext(principal), tool, namesAndValues);
    }

    Answer call(Principal principal, CallChannel channel, String tool, Object... namesAndValues) {
        return call(new CallContext(principal, Set.of(), InputAnswers.NONE, channel), tool, namesAndValues);
    }

    /** What a tool without arguments asks of a client that can do so much; the call goes on with the answer. */
    InputNeeded ask(Principal principal, Set<ClientFeature> features, String tool) {
        var context = new CallContext(principal, features, InputAnswers.NONE, CallChannel.SILENT);
        return switch (server.get(Calls.class).callTool(tool(tool), Map.of(), context)) {
            case CallResult.NeedsInput waiting -> waiting.input();
            case CallResult.Done done -> throw new IllegalStateException("It asks nothing: " + done.content());
            case CallResult.Refused refused -> throw new IllegalStateException(refused.text());
        };
    }

    Answer call(CallContext context, String tool, Object... namesAndValues) {
        Map<String, Object> given = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            given.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return switch (server.get(Calls.class).callTool(tool(tool), given, context)) {
            case CallResult.Done done ->
                new Answer(
                        JSON.valueToTree(done.structured()),
                        ((Content.Text) done.content().getFirst()).text(),
                        done.failed());
            case CallResult.Refused refused -> new Answer(MissingNode.getInstance(), refused.text(), true);
            case CallResult.NeedsInput waiting -> throw new IllegalStateException("It asks: " + waiting.input());
        };
    }

    private Tool<?, ?> tool(String name) {
        Tool<?, ?> tool = tools.get(name);
        if (tool == null) {
            throw new IllegalArgumentException("There is no tool " + name);
        }
        return tool;
    }
}
