package io.throughline.mcp;

import io.throughline.access.Scope;
import io.throughline.problem.CallerMistakeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tools, reads resources, fills prompts, completes words: the one way in for every wire layer. Scopes are checked before
 * any work starts; a fault of ours is logged once and the caller gets its id, never its text.
 */
public final class Calls {

    private static final Logger log = LoggerFactory.getLogger(Calls.class);
    private static final int MAX_COMPLETIONS = 100;
    private static final CallResult CANCELLED = new CallResult.Refused(
            "The call was cancelled, or took longer than a call may. Look whether it had its effect before you repeat it.",
            null);

    private final Registry registry;
    private final ArgumentReader arguments;

    public Calls(Registry registry, ArgumentReader arguments) {
        this.registry = registry;
        this.arguments = arguments;
    }

    public CallResult callTool(Tool<?, ?> tool, Map<String, Object> given, CallContext context) {
        long startedAt = System.nanoTime();
        CallResult result;
        try {
            requireScopes(tool.scopes(), context);
            result = call(tool, given, context);
        } catch (CallCancelledException e) {
            result = CANCELLED;
        } catch (CallerMistakeException e) {
            result = new CallResult.Refused(e.getMessage() == null ? "" : e.getMessage(), null);
        } catch (RuntimeException e) {
            if (context.channel().cancelled()) {
                log.debug("The tool {} was cancelled", tool.name(), e);
                return CANCELLED;
            }
            String faultId = logged("The tool " + tool.name() + " failed", e);
            result = new CallResult.Refused(
                    "The server failed on this call; nothing was changed. Whoever runs it finds the reason in its log under "
                            + faultId + ".",
                    faultId);
        }
        if (log.isInfoEnabled()) {
            log.info(
                    "tool={} outcome={} ms={} client={}",
                    tool.name(),
                    outcome(result),
                    (System.nanoTime() - startedAt) / 1_000_000,
                    context.principal().client());
        }
        return result;
    }

    private static String outcome(CallResult result) {
        return switch (result) {
            case CallResult.Done done -> done.failed() ? "failed" : "done";
            case CallResult.NeedsInput waiting -> "needs input";
            case CallResult.Refused refused -> refused.faultId() == null ? "refused" : "fault";
        };
    }

    private <A extends Record, R extends Record> CallResult call(
            Tool<A, R> tool, Map<String, Object> given, CallContext context) {
        A read = arguments.read(given, tool.arguments()); // first, since it sees a misspelt name
        requireArguments(tool, arguments.named(given, tool.arguments()));
        return switch (tool.call(read, context)) {
            case ToolAnswer.Complete<R> done -> new CallResult.Done(done.structured(), done.content(), done.failed());
            case ToolAnswer.NeedsInput<R> waiting -> new CallResult.NeedsInput(waiting.input());
        };
    }

    private void requireArguments(Tool<?, ?> tool, Map<String, Object> given) {
        Map<String, Object> schema = registry.inputSchema(tool.name());
        if (schema.get("required") instanceof List<?> required) {
            for (Object name : required) {
                if (given.get(name) == null) {
                    throw new CallerMistakeException(
                            "The argument " + name + " is missing, which takes" + described(schema, name.toString()));
                }
            }
        }
    }

    private static String described(Map<String, Object> schema, String name) {
        return schema.get("properties") instanceof Map<?, ?> properties
                        && properties.get(name) instanceof Map<?, ?> property
                        && property.get("description") instanceof String description
                ? ": " + description
                : " what the input schema says.";
    }

    private static void requireScopes(Set<Scope> scopes, CallContext context) {
        Set<Scope> needed = NeededScopes.with(scopes);
        if (!context.principal().scopes().containsAll(needed)) {
            throw new CallerMistakeException("This needs the scopes " + Scope.join(needed)
                    + ", but the key allows only "
                    + Scope.join(context.principal().scopes())
                    + ". Make a key with all of them.");
        }
    }

    /** A resource that was found and read. */
    public record ResourceContent(Resource resource, ResourceBody body) {}

    /** There is nothing at an address for the caller. */
    public static final class NoSuchResourceException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NoSuchResourceException(String message) {
            super(message);
        }
    }

    /**
     * Reads what an address names.
     *
     * @throws NoSuchResourceException if nothing is there for this caller, whether others see something or not
     */
    public ResourceContent findResource(String uri, CallContext context) {
        try {
            return readResource(uri, context);
        } catch (CallerMistakeException e) {
            throw new NoSuchResourceException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads what an address names.
     *
     * @throws CallerMistakeException if nothing is there for this caller
     */
    public ResourceContent readResource(String uri, CallContext context) {
        for (Registry.RegisteredResource each : registry.registeredResources()) {
            Map<String, String> variables = each.template().match(uri).orElse(null);
            if (variables != null) {
                requireScopes(each.resource().scopes(), context);
                return new ResourceContent(each.resource(), each.resource().read(variables, context));
            }
        }
        throw new CallerMistakeException(
                "There is no resource " + uri + ". The list of resources and templates says which" + " there are.");
    }

    /** @throws CallerMistakeException if a required argument or a scope is missing */
    public PromptAnswer fillPrompt(Prompt prompt, Map<String, String> given, CallContext context) {
        requireScopes(prompt.scopes(), context);
        for (Prompt.Argument argument : prompt.arguments()) {
            String value = given.get(argument.name());
            if (argument.required() && (value == null || value.isBlank())) {
                throw new CallerMistakeException(
                        "The prompt " + prompt.name() + " needs " + argument.name() + ": " + argument.description());
            }
        }
        return prompt.fill(given, context);
    }

    /** @throws CallerMistakeException if there is no such prompt */
    public Completion completePrompt(String name, String argument, String typed, CallContext context) {
        return registry.findPrompt(name)
                .map(prompt -> {
                    requireScopes(prompt.scopes(), context);
                    return complete(prompt.complete(argument, typed, context));
                })
                .orElseThrow(() -> new CallerMistakeException("There is no prompt '" + name + "' to complete."));
    }

    /** @throws CallerMistakeException if there is no such template */
    public Completion completeResource(String template, String variable, String typed, CallContext context) {
        return registry.findResource(template)
                .map(resource -> {
                    requireScopes(resource.scopes(), context);
                    return complete(resource.complete(variable, typed, context));
                })
                .orElseThrow(() -> new CallerMistakeException("There is no resource '" + template + "' to complete."));
    }

    /** The first {@value #MAX_COMPLETIONS}, and how many there are. */
    private static Completion complete(List<String> all) {
        return new Completion(all.subList(0, Math.min(all.size(), MAX_COMPLETIONS)), all.size());
    }

    /** Words that fit what was typed. */
    public record Completion(List<String> values, int total) {}

    /** Logs a fault of ours under an id that the caller may be given. */
    public static String logged(String what, RuntimeException fault) {
        String faultId = UUID.randomUUID().toString().substring(0, 8);
        log.error("{} (fault {})", what, faultId, fault);
        return faultId;
    }
}
