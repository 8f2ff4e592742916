package io.throughline.mcp.http;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.ArgumentReader;
import io.throughline.mcp.Bytes;
import io.throughline.mcp.CallChannel;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Changes;
import io.throughline.mcp.Content;
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
import io.throughline.problem.CallerMistakeException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tools, resources and prompts that do all that a handler can do to a client, and the server for them. */
public final class LegacyFixtures {

    /** Resources that nobody may read, until they are taken out. */
    final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    /** Opens what the tool waits for. */
    volatile CountDownLatch gate = new CountDownLatch(0);
    /** How the calls that waited ended. */
    final Map<String, String> ends = new ConcurrentHashMap<>();

    final Changes changes = new Changes();
    private final JsonMapper json = JsonMapper.builder().build();

    /** Only its own. */
    public TestModern modern() {
        return TestModern.of(registry(), changes);
    }

    public SdkServer server() {
        return server(Duration.ofMinutes(10));
    }

    /** With little time for each call. */
    SdkServer server(Duration callTimeout) {
        return server(callTimeout, json);
    }

    SdkServer server(Duration callTimeout, JsonMapper mapper) {
        Registry registry = registry();
        return new SdkServer(registry, new Calls(registry, new ArgumentReader(json)), mapper, changes, callTimeout);
    }

    private Registry registry() {
        return new Registry(List.of(new Probe(), new Structured()), List.of(new Note()), List.of(new Ask()), json);
    }

    /** From now on the tool that waits does so. */
    public void close() {
        gate = new CountDownLatch(1);
    }

    public Changes changes() {
        return changes;
    }

    /** Somebody of a tenant. */
    public static Principal principal(long tenantId, long personId) {
        return new Principal(
                tenantId, personId, "Person " + personId, ZoneOffset.UTC, "test", EnumSet.allOf(Scope.class));
    }

    /** @param what the tool shall do */
    record What(@Nullable String what) {}

    record Said(String said) {}

    /** A tool that does as it is told. */
    private final class Probe implements Tool<What, Said> {

        @Override
        public String name() {
            return "legacy_probe";
        }

        @Override
        public String title() {
            return "Probe";
        }

        @Override
        public String description() {
            return "Does as it is told.";
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
        public Class<What> arguments() {
            return What.class;
        }

        @Override
        public Class<Said> result() {
            return Said.class;
        }

        @Override
        public ToolAnswer<Said> call(What arguments, CallContext context) {
            CallChannel channel = context.channel();
            String what = arguments.what() == null ? "" : arguments.what();
            return switch (what) {
                case "report" -> {
                    channel.progress(1, 3.0, "one");
                    channel.progress(1, 3.0, "not more");
                    channel.progress(2.5, 3.0, null);
                    channel.log(CallChannel.Level.DEBUG, "probe", "fine");
                    channel.log(CallChannel.Level.INFO, "probe", Map.of("seen", 1));
                    yield text("reported");
                }
                case "wait" -> {
                    try {
                        yield text(gate.await(20, TimeUnit.SECONDS) ? "waited" : "nobody came");
                    } catch (InterruptedException e) {
                        ends.put("wait", "interrupted, cancelled " + channel.cancelled());
                        channel.stopIfCancelled();
                        yield text("interrupted");
                    }
                }
                case "release" -> {
                    channel.releaseConnection();
                    try {
                        gate.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    yield text("released and done");
                }
                case "features" ->
                    text(context.features().stream().sorted().toList().toString());
                case "fail" -> throw new IllegalStateException("secret insides");
                case "contents" ->
                    new ToolAnswer.Complete<>(
                            null,
                            List.of(
                                    new Content.Link("test://note/1", "Note one", null, null),
                                    new Content.Audio(Bytes.of(new byte[] {1, 2}), "audio/wav")),
                            false);
                case "ask" -> ask(context);
                case "ask page" -> askPage(context);
                case "ask all" -> askAll(context);
                case "ask for ever" ->
                    new ToolAnswer.NeedsInput<>(InputNeeded.one("name", new InputRequest.Form("Again?", FORM)));
                default -> text("did " + what);
            };
        }

        private ToolAnswer<Said> ask(CallContext context) {
            var form = new InputRequest.Form("Who are you?", FORM);
            FormAnswer answer = context.answers().find("name", form).orElse(null);
            if (answer == null) {
                return new ToolAnswer.NeedsInput<>(new InputNeeded(Map.of("name", form), "round one"));
            }
            return text(answer.action() + " " + answer.content() + " "
                    + context.answers().state());
        }

        private ToolAnswer<Said> askPage(CallContext context) {
            Map<String, Object> answer = context.answers().find("page").orElse(null);
            if (answer == null) {
                return new ToolAnswer.NeedsInput<>(InputNeeded.one(
                        "page", new InputRequest.Page("Open it.", URI.create("https://example.com/open"))));
            }
            return text("page " + answer.get("action"));
        }

        private ToolAnswer<Said> askAll(CallContext context) {
            if (context.answers().byKey().isEmpty()) {
                Map<String, InputRequest> all = new LinkedHashMap<>();
                all.put("name", new InputRequest.Form("Who?", FORM));
                all.put("model", new InputRequest.Sampling(Map.of("maxTokens", 10, "messages", List.of())));
                all.put("roots", new InputRequest.Roots());
                return new ToolAnswer.NeedsInput<>(new InputNeeded(all, null));
            }
            return text(context.answers().byKey().keySet().stream()
                    .sorted()
                    .toList()
                    .toString());
        }
    }

    static final Map<String, Object> FORM = Map.of(
            "type", "object", "properties", Map.of("name", Map.of("type", "string")), "required", List.of("name"));

    private static ToolAnswer<Said> text(String text) {
        return new ToolAnswer.Complete<>(null, List.of(new Content.Text(text)), false);
    }

    /** A tool with a structured result. */
    private static final class Structured implements Tool<What, Said> {

        @Override
        public String name() {
            return "legacy_structured";
        }

        @Override
        public String title() {
            return "Structured";
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
        public Class<What> arguments() {
            return What.class;
        }

        @Override
        public Class<Said> result() {
            return Said.class;
        }

        @Override
        public ToolAnswer<Said> call(What arguments, CallContext context) {
            return ToolAnswer.of(new Said(String.valueOf(arguments.what())), "said");
        }
    }

    /** Notes of which each tenant has its own. */
    private final class Note implements Resource {

        @Override
        public String uriTemplate() {
            return "test://note/{id}";
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
            return Duration.ZERO;
        }

        @Override
        public ResourceBody read(Map<String, String> variables, CallContext context) {
            String id = variables.getOrDefault("id", "");
            if (id.equals("broken")) {
                throw new IllegalStateException("secret insides");
            }
            if (id.equals("slow")) {
                try {
                    Thread.sleep(20_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException("The work was broken off.", e);
                }
            }
            if (id.startsWith("no") || forbidden.contains(id)) {
                throw new CallerMistakeException("There is no note " + id + ".");
            }
            return new ResourceBody.Text(
                    "text/plain", "note " + id + " of " + context.principal().tenantId());
        }

        @Override
        public List<String> complete(String variable, String typed, CallContext context) {
            return List.of("1", "2");
        }
    }

    /** A prompt that asks back. */
    private static final class Ask implements Prompt {

        @Override
        public String name() {
            return "legacy_ask";
        }

        @Override
        public String title() {
            return "Ask";
        }

        @Override
        public String description() {
            return "Asks for a name.";
        }

        @Override
        public List<Argument> arguments() {
            return List.of();
        }

        @Override
        public PromptAnswer fill(Map<String, String> arguments, CallContext context) {
            var form = new InputRequest.Form("Who?", FORM);
            return context.answers()
                    .find("name", form)
                    .map(answer -> PromptAnswer.said("I am " + answer.content().get("name")))
                    .orElse(new PromptAnswer.NeedsInput(InputNeeded.one("name", form)));
        }

        @Override
        public List<String> complete(String argument, String typed, CallContext context) {
            return List.of();
        }
    }
}
