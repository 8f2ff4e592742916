package io.throughline.mcp.modern;

import io.throughline.mcp.CallContext;
import io.throughline.mcp.InputAnswers;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.Registry;
import io.throughline.mcp.Resource;
import io.throughline.mcp.RunningCall;
import io.throughline.mcp.ServerIdentity;
import io.throughline.mcp.wire.Envelope;
import io.throughline.mcp.wire.ModernRequest;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Serves the requests of the modern era, whatever transport they came by. Safe for concurrent use. */
public final class ModernServer {

    /** What this server speaks of the modern era. Sessions of the legacy era are reached by {@code initialize} alone. */
    public static final List<String> VERSIONS = List.of("2026-07-28");

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long FIVE_MINUTES_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final ModernCalls calls;
    private final CallTrace trace;
    private final Duration callTimeout;
    private final WireFormat format;
    private final JsonText discovery;
    private final ScopedPages tools;
    private final ScopedPages prompts;
    private final ScopedPages resources;
    private final ScopedPages templates;

    ModernServer(Registry registry, ModernCalls calls, CallTrace trace, Duration callTimeout, WireFormat format) {
        this.calls = calls;
        this.trace = trace;
        this.callTimeout = callTimeout;
        this.format = format;
        this.discovery = discovery(registry);
        this.tools = new ScopedPages(
                "tools",
                registry.tools(),
                registered -> registered.tool().scopes(),
                format::tool,
                FIVE_MINUTES_MILLIS,
                format);
        this.prompts = new ScopedPages(
                "prompts", registry.prompts(), Prompt::scopes, format::prompt, FIVE_MINUTES_MILLIS, format);
        this.resources = new ScopedPages(
                "resources", resources(registry, false), Resource::scopes, format::resource, MINUTE_MILLIS, format);
        this.templates = new ScopedPages(
                "resourceTemplates",
                resources(registry, true),
                Resource::scopes,
                format::resource,
                FIVE_MINUTES_MILLIS,
                format);
    }

    private static List<Resource> resources(Registry registry, boolean template) {
        return registry.resources().stream()
                .filter(resource -> resource.template() == template)
                .toList();
    }

    private JsonText discovery(Registry registry) {
        ObjectNode result = format.complete();
        VERSIONS.forEach(result.putArray("supportedVersions")::add);
        ObjectNode capabilities = result.putObject("capabilities");
        if (!registry.tools().isEmpty()) {
            capabilities.putObject("tools").put("listChanged", true);
        }
        if (!registry.prompts().isEmpty()) {
            capabilities.putObject("prompts").put("listChanged", true);
        }
        if (!registry.resources().isEmpty()) {
            capabilities.putObject("resources").put("listChanged", true).put("subscribe", true);
        }
        if (!registry.prompts().isEmpty() || registry.resources().stream().anyMatch(Resource::template)) {
            capabilities.putObject("completions");
        }
        capabilities.putObject("logging");
        result.put("instructions", ServerIdentity.INSTRUCTIONS);
        WireFormat.cacheable(result, HOUR_MILLIS, true);
        return format.text(result);
    }

    public WireFormat format() {
        return format;
    }

    /**
     * Serves a request on this thread, all but {@code subscriptions/listen}, which is the transport's.
     *
     * @param running to be cancelled by whoever learns that nobody waits any more
     */
    public Answer serve(ModernRequest request, Caller caller, RunningCall running, ModernReply reply) {
        return switch (request.method()) {
            case "server/discover" -> new Answer.Written(discovery);
            case "tools/list" -> tools.page(request.params(), caller.principal());
            case "prompts/list" -> prompts.page(request.params(), caller.principal());
            case "resources/list" -> resources.page(request.params(), caller.principal());
            case "resources/templates/list" -> templates.page(request.params(), caller.principal());
            default -> handle(request, caller, running, reply);
        };
    }

    private Answer handle(ModernRequest request, Caller caller, RunningCall running, ModernReply reply) {
        Envelope envelope = request.envelope();
        var channel = new ModernChannel(envelope, running, reply, format);
        var context = new CallContext(caller.principal(), envelope.features(), InputAnswers.NONE, channel);
        try (running) {
            running.begin(callTimeout);
            return trace.in(request, () -> switch (request.method()) {
                case "tools/call" -> calls.callTool(request, context, caller.headers());
                case "prompts/get" -> calls.getPrompt(request, context);
                case "resources/read" -> calls.readResource(request, context);
                case "completion/complete" -> calls.complete(request, context);
                default -> throw new IllegalStateException("Nobody serves " + request.method());
            });
        } finally {
            channel.end();
        }
    }
}
