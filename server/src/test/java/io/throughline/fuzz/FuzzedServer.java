package io.throughline.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.ArgumentReader;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Changes;
import io.throughline.mcp.FormAnswer;
import io.throughline.mcp.InputNeeded;
import io.throughline.mcp.InputRequest;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import io.throughline.mcp.Registry;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import io.throughline.mcp.ToolHints;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.modern.TestModern;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.problem.CallerMistakeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Both eras over handlers without a fault of their own: whatever is answered as one is a fault of the layers above. */
public final class FuzzedServer {

    public static final EraClassifier CLASSIFIER = new EraClassifier(new MessageReader(), List.of("2026-07-28"));
    public static final Principal SOMEBODY =
            new Principal(1, 1, "Ada", ZoneOffset.UTC, "fuzz", EnumSet.allOf(Scope.class));

    private static final Map<String, Object> FORM = Map.of(
            "type",
            "object",
            "properties",
            Map.of("name", Map.of("type", "string"), "age", Map.of("type", "integer", "minimum", 1)),
            "required",
            List.of("name"));

    static {
        // They tell whoever runs a server of odd clients, of which there are none but odd ones here.
        for (String chatty : List.of("io.throughline.mcp.stdio", "io.modelcontextprotocol")) {
            if (LoggerFactory.getLogger(chatty) instanceof Logger logger) {
                logger.setLevel(Level.ERROR);
            }
        }
    }

    private FuzzedServer() {}

    static Registry registry(JsonMapper json) {
        return new Registry(List.of(new Find(), new Order()), List.of(new Note()), List.of(new Greet()), json);
    }

    public static TestModern modern() {
        return TestModern.of(registry(JsonMapper.shared()), new Changes());
    }

    public static SdkServer legacy() {
        JsonMapper json = JsonMapper.builder().build();
        Registry registry = registry(json);
        return new SdkServer(
                registry,
                new Calls(registry, new ArgumentReader(json)),
                json,
                new Changes(),
                java.time.Duration.ofMinutes(1));
    }

    enum Kind {
        BUG,
        STORY
    }

    record FindArguments(
            @Nullable String text,
            @Nullable Integer limit,
            @Nullable List<String> names,
            @Nullable Boolean exact,
            @Nullable Double factor,
            @Nullable Kind kind) {}

    record OrderArguments(@Nullable String what) {}

    record Found(String found) {}

    /** Takes arguments of every type and says them again. */
    private record Find() implements Tool<FindArguments, Found> {

        @Override
        public String name() {
            return "fuzz_find";
        }

        @Override
        public String title() {
            return "Find";
        }

        @Override
        public String description() {
            return "Says what it was told.";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of();
        }

        @Override
        public ToolHints hints() {
            return ToolHints.READS;
        }

        @Override
        public Class<FindArguments> arguments() {
            return FindArguments.class;
        }

        @Override
        public Class<Found> result() {
            return Found.class;
        }

        @Override
        public ToolAnswer<Found> call(FindArguments arguments, CallContext context) {
            context.channel().progress(1, 2.0, arguments.text());
            return ToolAnswer.of(new Found(arguments.toString()), String.valueOf(arguments.text()));
        }
    }

    /** Asks before it acts. */
    private record Order() implements Tool<OrderArguments, Found> {

        @Override
        public String name() {
            return "fuzz_order";
        }

        @Override
        public String title() {
            return "Order";
        }

        @Override
        public String description() {
            return "Orders what it was told.";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of();
        }

        @Override
        public ToolHints hints() {
            return new ToolHints(false, false, false, false);
        }

        @Override
        public Class<OrderArguments> arguments() {
            return OrderArguments.class;
        }

        @Override
        public Class<Found> result() {
            return Found.class;
        }

        @Override
        public ToolAnswer<Found> call(OrderArguments arguments, CallContext context) {
            var form = new InputRequest.Form("For whom is " + arguments.what() + "?", FORM);
            FormAnswer answer = context.answers().find("who", form).orElse(null);
            return answer == null
                    ? new ToolAnswer.NeedsInput<>(new InputNeeded(Map.of("who", form), "asked once"))
                    : ToolAnswer.of(new Found(answer.toString()), answer.action() + " " + answer.content());
        }
    }

    private record Note() implements Resource {

        @Override
        public String uriTemplate() {
            return "fuzz://note/{folder}/{id}";
        }

        @Override
        public String name() {
            return "note";
        }

        @Override
        public String title() {
            return "Note";
        }

        @Override
        public String description() {
            return "A note.";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of();
        }

        @Override
        public Duration timeToLive() {
            return Duration.ofMinutes(1);
        }

        @Override
        public ResourceBody read(Map<String, String> variables, CallContext context) {
            if (variables.getOrDefault("id", "").startsWith("no")) {
                throw new CallerMistakeException("There is no such note.");
            }
            return new ResourceBody.Json(variables);
        }

        @Override
        public List<String> complete(String variable, String typed, CallContext context) {
            return List.of(typed + "1", typed + "2");
        }
    }

    private record Greet() implements Prompt {

        @Override
        public String name() {
            return "fuzz_greet";
        }

        @Override
        public String title() {
            return "Greet";
        }

        @Override
        public String description() {
            return "Greets somebody.";
        }

        @Override
        public List<Argument> arguments() {
            return List.of(new Argument("style", "Style", "How to greet.", true));
        }

        @Override
        public PromptAnswer fill(Map<String, String> arguments, CallContext context) {
            var form = new InputRequest.Form("Whom?", FORM);
            return context.answers()
                    .find("who", form)
                    .map(answer -> PromptAnswer.said(arguments.get("style") + " " + answer.content()))
                    .orElseGet(() -> new PromptAnswer.NeedsInput(InputNeeded.one("who", form)));
        }

        @Override
        public List<String> complete(String argument, String typed, CallContext context) {
            return List.of(typed + "!");
        }
    }
}
