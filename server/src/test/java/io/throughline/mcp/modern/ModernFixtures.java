package io.throughline.mcp.modern;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallChannel;
import io.throughline.mcp.CallContext;
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
import io.throughline.problem.CallerMistakeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tools that ask, work, report and fail, and more resources than fit on a page. */
public final class ModernFixtures {

    public static final InputRequest.Form SURE = new InputRequest.Form(
            "Sure?",
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("sure", Map.of("type", "boolean")),
                    "required",
                    List.of("sure")));

    public final Changes changes = new Changes();
    /** How often the tool that asks first had its effect. */
    public final AtomicInteger effects = new AtomicInteger();
    /** How the work that was waited for ended. */
    public final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

    public final CountDownLatch started = new CountDownLatch(1);
    /** Whom the one resource is shown to. */
    public volatile long readerTenant = 1;

    public Registry registry() {
        Prompt prompt = new Ask();
        List<Resource> notes = IntStream.range(0, 120)
                .<Resource>mapToObj(number -> new Note("test://note/" + number))
                .toList();
        return new Registry(
                List.of(
                        new Does("modern_confirm", new ToolHints(false, true, false, false), this::confirm),
                        new Does("modern_work", ToolHints.READS, this::work)),
                notes,
                List.of(prompt),
                JsonMapper.builder().build());
    }

    public static Principal principal(long tenantId, long personId) {
        return new Principal(
                tenantId, personId, "Person " + personId, ZoneOffset.UTC, "test", EnumSet.allOf(Scope.class));
    }

    /** @param what the tool shall do */
    public record What(@Nullable String what) {}

    /** Stands for no structured result. */
    public record Nothing() {}

    private ToolAnswer<Nothing> confirm(What what, CallContext context) {
        FormAnswer answer = context.answers().find("sure", SURE).orElse(null);
        if (answer == null) {
            return new ToolAnswer.NeedsInput<>(new InputNeeded(Map.of("sure", SURE), "asked"));
        }
        effects.incrementAndGet();
        return said(answer.action() + " " + answer.content().get("sure") + " "
                + context.answers().state());
    }

    private ToolAnswer<Nothing> work(What what, CallContext context) {
        CallChannel channel = context.channel();
        switch (what.what() == null ? "" : what.what()) {
            case "report" -> {
                channel.progress(1, 2.0, "half");
                channel.progress(0.5, 2.0, "back");
                channel.log(CallChannel.Level.DEBUG, "work", "too fine");
                channel.log(CallChannel.Level.WARNING, "work", "mind this");
                channel.progress(2, 2.0, null);
            }
            case "wait" -> {
                started.countDown();
                try {
                    Thread.sleep(Duration.ofSeconds(30));
                    ends.add("slept");
                } catch (InterruptedException e) {
                    ends.add("interrupted, cancelled " + channel.cancelled());
                    channel.stopIfCancelled();
                }
            }
            case "fail" -> throw new IllegalStateException("secret insides");
            case "refuse" -> throw new CallerMistakeException("what is 'refuse', but must be something else.");
            default -> {
                // done at once
            }
        }
        return said("worked");
    }

    private static ToolAnswer<Nothing> said(String text) {
        return new ToolAnswer.Complete<>(null, List.of(new io.throughline.mcp.Content.Text(text)), false);
    }

    private record Does(String name, ToolHints hints, BiFunction<What, CallContext, ToolAnswer<Nothing>> does)
            implements Tool<What, Nothing> {

        @Override
        public String title() {
            return name;
        }

        @Override
        public String description() {
            return "Does " + name + ".";
        }

        @Override
        public Set<Scope> scopes() {
            return Set.of();
        }

        @Override
        public Class<What> arguments() {
            return What.class;
        }

        @Override
        public Class<Nothing> result() {
            return Nothing.class;
        }

        @Override
        public ToolAnswer<Nothing> call(What arguments, CallContext context) {
            return does.apply(arguments, context);
        }
    }

    private final class Note implements Resource {

        private final String uri;

        Note(String uri) {
            this.uri = uri;
        }

        @Override
        public String uriTemplate() {
            return uri;
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
            return Duration.ofSeconds(7);
        }

        @Override
        public ResourceBody read(Map<String, String> variables, CallContext context) {
            if (context.principal().tenantId() != readerTenant) {
                throw new CallerMistakeException("There is no such note.");
            }
            return new ResourceBody.Json(Map.of("note", uri));
        }

        @Override
        public List<String> complete(String variable, String typed, CallContext context) {
            return List.of();
        }
    }

    private static final class Ask implements Prompt {

        @Override
        public String name() {
            return "modern_prompt";
        }

        @Override
        public String title() {
            return "Ask";
        }

        @Override
        public String description() {
            return "Asks.";
        }

        @Override
        public List<Argument> arguments() {
            return List.of(new Argument("subject", "Subject", "What of.", true));
        }

        @Override
        public PromptAnswer fill(Map<String, String> arguments, CallContext context) {
            return context.answers().find("sure", SURE).isPresent()
                    ? PromptAnswer.said("Surely " + arguments.get("subject"))
                    : new PromptAnswer.NeedsInput(InputNeeded.one("sure", SURE));
        }

        @Override
        public List<String> complete(String argument, String typed, CallContext context) {
            return IntStream.range(0, 130).mapToObj(number -> typed + number).toList();
        }
    }
}
