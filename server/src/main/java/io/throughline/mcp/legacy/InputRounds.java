package io.throughline.mcp.legacy;

import io.throughline.mcp.CallContext;
import io.throughline.mcp.ClientFeature;
import io.throughline.mcp.InputAnswers;
import io.throughline.mcp.InputNeeded;
import io.throughline.mcp.InputRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gets a handler what it needs to know, in the way of the older revisions: the server asks the client while the call waits.
 * The handler is called anew with each round of answers.
 */
final class InputRounds {

    private static final JsonMapper json = JsonMapper.shared();
    private static final int MAX_ROUNDS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private InputRounds() {}

    /**
     * @param need what a result of the handler asks for; empty if it is final
     * @throws UnansweredException if the client cannot be asked or does not answer
     */
    static <T> T run(LegacyCall call, Function<CallContext, T> handler, Function<T, Optional<InputNeeded>> need) {
        CallContext context = call.context();
        T result = handler.apply(context);
        for (int round = 0; round < MAX_ROUNDS; round++) {
            InputNeeded needed = need.apply(result).orElse(null);
            if (needed == null) {
                return result;
            }
            // The time in which a person thinks is not the time of the call.
            Map<String, Map<String, Object>> answers = call.running()
                    .pause(call.client().callTimeout(), () -> ask(call, context.features(), needed.requests()));
            result = handler.apply(context.with(new InputAnswers(answers, needed.state())));
        }
        if (need.apply(result).isPresent()) {
            throw new UnansweredException("This asked " + MAX_ROUNDS
                    + " times and still does not know enough; nothing was changed. Say more in the arguments.");
        }
        return result;
    }

    private static Map<String, Map<String, Object>> ask(
            LegacyCall call, Set<ClientFeature> features, Map<String, InputRequest> requests) {
        if (!requests.isEmpty()
                && requests.values().stream().noneMatch(request -> features.contains(request.feature()))) {
            throw new UnansweredException(lacking(requests));
        }
        Map<String, Question> questions = new LinkedHashMap<>();
        try {
            requests.forEach((key, request) -> {
                if (features.contains(request.feature())) {
                    questions.put(key, call.client().ask(call, method(request), parameters(request)));
                }
            });
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
            questions.forEach((key, question) -> answers.put(
                    key, json.convertValue(question.await(deadline - System.nanoTime()), new TypeReference<>() {})));
            return answers;
        } finally {
            questions.values().forEach(question -> call.client().withdraw(call, question));
        }
    }

    private static String method(InputRequest request) {
        return switch (request) {
            case InputRequest.Form _, InputRequest.Page _ -> "elicitation/create";
            case InputRequest.Sampling _ -> "sampling/createMessage";
            case InputRequest.Roots _ -> "roots/list";
        };
    }

    private static @Nullable ObjectNode parameters(InputRequest request) {
        return switch (request) {
            case InputRequest.Form form -> {
                ObjectNode params = json.createObjectNode().put("message", form.message());
                params.set("requestedSchema", json.valueToTree(form.schema()));
                yield params;
            }
            case InputRequest.Page page ->
                json.createObjectNode()
                        .put("mode", "url")
                        .put("message", page.message())
                        .put("url", page.url().toString())
                        .put("elicitationId", UUID.randomUUID().toString());
            case InputRequest.Sampling sampling -> json.valueToTree(sampling.parameters());
            case InputRequest.Roots _ -> null;
        };
    }

    private static String lacking(Map<String, InputRequest> requests) {
        String features = requests.values().stream()
                .map(request -> switch (request.feature()) {
                    case FORM -> "show a form (elicitation)";
                    case PAGE -> "open a page (elicitation.url)";
                    case SAMPLING -> "ask its model (sampling)";
                    case ROOTS -> "tell its root folders (roots)";
                    case VIEWS -> "show views";
                })
                .distinct()
                .collect(Collectors.joining(" or "));
        return "This needs an answer from you, and this client did not declare that it can " + features
                + "; nothing was changed. Use a client that can.";
    }
}
