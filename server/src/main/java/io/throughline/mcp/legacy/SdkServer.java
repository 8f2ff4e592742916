package io.throughline.mcp.legacy;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import io.throughline.mcp.CallCancelledException;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Calls;
import io.throughline.mcp.Change;
import io.throughline.mcp.Changes;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.Registry;
import io.throughline.mcp.ServerIdentity;
import io.throughline.mcp.wire.RpcError;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The older revisions of the protocol over any transport. The SDK agrees on a version and finds the handler; what is called,
 * what is allowed, how a client is asked and told is ours. Safe for concurrent use.
 */
public final class SdkServer {

    /** For a call whose time is up; to one that its client cancelled nothing is said. */
    static final RpcError TOO_LONG = new RpcError(
            RpcError.INTERNAL_ERROR,
            "This took longer than a call may. Look whether it had its effect before you repeat it.");

    private static final Logger log = LoggerFactory.getLogger(SdkServer.class);

    private final Registry registry;
    private final Calls calls;
    private final JsonMapper json;
    private final Duration callTimeout;
    private final SafeJson parameters;
    private final VisibleLists lists;
    private final SdkSessions sessions = new SdkSessions();
    private final Set<LegacyClient> clients = ConcurrentHashMap.newKeySet();

    /** @param callTimeout after which a call is cancelled */
    public SdkServer(Registry registry, Calls calls, JsonMapper json, Changes changes, Duration callTimeout) {
        this.registry = registry;
        this.calls = calls;
        this.json = json;
        this.callTimeout = callTimeout;
        this.parameters = new SafeJson(new JacksonMcpJsonMapper(json));
        this.lists = new VisibleLists(registry);
        startSdk(new SdkFeatures(registry, calls, json));
        changes.listen(this::tell, () -> clients.stream().anyMatch(LegacyClient::watches));
    }

    private void startSdk(SdkFeatures features) {
        McpServer.sync(sessions)
                .serverInfo(McpSchema.Implementation.builder(ServerIdentity.NAME, ServerIdentity.version())
                        .title(ServerIdentity.TITLE)
                        .build())
                .instructions(ServerIdentity.INSTRUCTIONS)
                .capabilities(McpSchema.ServerCapabilities.builder()
                        .tools(true)
                        .resources(true, true)
                        .prompts(true)
                        .completions()
                        .build())
                .jsonMapper(parameters)
                // Arguments are read and refused by our own reader, whose messages tell a model what to do; our tests
                // hold results against their schemas.
                .validateToolInputs(false)
                .jsonSchemaValidator(new NoSchemaValidation())
                // Handlers run on the thread that brought the call, which is a virtual one.
                .immediateExecution(true)
                .tools(features.tools())
                .resources(features.resources())
                .resourceTemplates(features.templates())
                .prompts(features.prompts())
                .completions(features.completions())
                .build();
    }

    /**
     * A client that opens a session with its first request.
     *
     * @param unrequested the way for what belongs to no call
     */
    public LegacyClient connect(Outlet unrequested) {
        var client = new LegacyClient(this, unrequested, null);
        clients.add(client);
        return client;
    }

    /** A client without a session, of which nothing is kept. */
    public LegacyClient connectOnce(String version) {
        return new LegacyClient(this, message -> false, version);
    }

    Duration callTimeout() {
        return callTimeout;
    }

    void forget(LegacyClient client) {
        clients.remove(client);
    }

    private void tell(Change change) {
        clients.forEach(client -> client.tell(change));
    }

    /** Why a request cannot be served whoever sends it: its parameters have the wrong shape. Empty if it can. */
    public Optional<RpcError> findRefusal(JsonNode request) {
        JsonNode params = request.path("params");
        if (!params.isMissingNode() && !params.isNull() && !params.isObject()) {
            return Optional.of(new RpcError(RpcError.INVALID_PARAMS, "params must be an object."));
        }
        String method = request.path("method").asString("");
        String needed = switch (method) {
            case "initialize" -> "protocolVersion";
            case "logging/setLevel" -> "level";
            case "tools/call", "prompts/get" -> "name";
            case "resources/read", "resources/subscribe", "resources/unsubscribe" -> "uri";
            default -> null;
        };
        if (needed != null && !params.path(needed).isString()) {
            return Optional.of(
                    new RpcError(RpcError.INVALID_PARAMS, "This request needs params." + needed + ", a text."));
        }
        return parameters.findRefusal(method, plain(params));
    }

    private @Nullable Object plain(JsonNode params) {
        return params.isObject() ? json.convertValue(params, Map.class) : null;
    }

    /** A session of the SDK, and what the SDK says to initialize. */
    record Opened(McpStreamableServerSession session, JsonNode result) {}

    Opened openSession(String version) {
        // The SDK learns nothing of the client but the version: what clients declare is read by ourselves, with more
        // lenience.
        McpStreamableServerSessionInit opened = sessions.open(McpSchema.InitializeRequest.builder(
                        version,
                        McpSchema.ClientCapabilities.builder().build(),
                        McpSchema.Implementation.builder("client", "any").build())
                .build());
        McpSchema.InitializeResult result =
                Objects.requireNonNull(opened.initResult().block());
        return new Opened(opened.session(), json.valueToTree(result));
    }

    /** Has the SDK find the handler of a call and run it, on this thread. */
    JsonNode dispatch(McpStreamableServerSession session, LegacyCall call) {
        var answers = new SdkAnswer(parameters);
        var stream = session.responseStream(answers);
        try {
            stream.handle(new McpSchema.JSONRPCRequest(call.method(), "call", plain(call.params())))
                    .contextWrite(written -> written.put(
                            McpTransportContext.KEY, McpTransportContext.create(Map.of(SdkFeatures.CALL, call))))
                    .block();
        } finally {
            stream.close();
        }
        McpSchema.JSONRPCResponse answer = answers.get();
        if (answer.error() == null) {
            return lists.onto(
                    call.method(),
                    json.valueToTree(answer.result()),
                    call.principal().scopes());
        }
        if (call.cancelled()) {
            throw new CallCancelledException();
        }
        RpcError ours = call.failure();
        throw new RefusedException(ours == null ? refusal(call, answer.error()) : ours);
    }

    /** What we say where no handler was reached. */
    private RpcError refusal(LegacyCall call, McpSchema.JSONRPCResponse.JSONRPCError error) {
        if (error.code() == RpcError.METHOD_NOT_FOUND) {
            return new RpcError(RpcError.METHOD_NOT_FOUND, "There is no method " + call.method() + ".");
        }
        JsonNode params = call.params();
        if (error.code() == RpcError.INTERNAL_ERROR && known(call.method(), params)) {
            log.error("The SDK failed on {}: {}", call.method(), error.message());
            return new RpcError(
                    RpcError.INTERNAL_ERROR,
                    "The server failed on this call; whoever runs it finds the reason in its log.");
        }
        return switch (call.method()) {
            case "tools/call" ->
                unknown(
                        "tool",
                        params,
                        registry.tools().stream()
                                .map(each -> each.tool().name())
                                .toList());
            case "prompts/get" ->
                unknown(
                        "prompt",
                        params,
                        registry.prompts().stream().map(Prompt::name).toList());
            case "resources/read" -> {
                String uri = params.path("uri").asString("");
                yield SdkFeatures.noResource(
                        uri,
                        "There is no resource " + uri + ". The list of resources and templates says which there are.");
            }
            case "completion/complete" ->
                new RpcError(
                        RpcError.INVALID_PARAMS,
                        "There is nothing to complete: the ref names no prompt and no template, or the argument is none"
                                + " of its own.");
            default -> {
                log.warn("The SDK refused {}: {}", call.method(), error.message());
                yield new RpcError(
                        RpcError.INTERNAL_ERROR,
                        "The server could not handle this message. Check that method and params are as the protocol has"
                                + " them.");
            }
        };
    }

    private boolean known(String method, JsonNode params) {
        String name = params.path("name").asString("");
        return switch (method) {
            case "tools/call" -> registry.findTool(name).isPresent();
            case "prompts/get" -> registry.findPrompt(name).isPresent();
            default -> false;
        };
    }

    private static RpcError unknown(String kind, JsonNode params, List<String> names) {
        String name = params.path("name").asString("");
        return new RpcError(
                RpcError.INVALID_PARAMS,
                "There is no " + kind + " '" + name + "'. The nearest are: " + NearMatches.list(name, names) + ".");
    }

    /** Throws if this is not for the caller to read. */
    void requireReadable(String uri, CallContext context) {
        try {
            calls.readResource(uri, context);
        } catch (CallerMistakeException e) {
            throw new RefusedException(SdkFeatures.noResource(uri, String.valueOf(e.getMessage())));
        }
    }

    static RpcError fault(String what, RuntimeException fault) {
        return new RpcError(
                RpcError.INTERNAL_ERROR,
                "The server failed; the reason is in its log under " + Calls.logged(what, fault) + ".");
    }
}
