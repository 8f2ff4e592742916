package io.throughline.mcp.modern;

import io.throughline.mcp.ClientFeature;
import io.throughline.mcp.InputAnswers;
import io.throughline.mcp.InputAsked;
import io.throughline.mcp.InputNeeded;
import io.throughline.mcp.InputRequest;
import io.throughline.mcp.wire.RpcError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls that take several requests, since the handler must know something first (SEP-2322). */
final class InputRounds {

    private static final Duration TO_FILL_IN_A_FORM = Duration.ofMinutes(10);
    private static final Duration TO_VISIT_A_PAGE = Duration.ofHours(1);

    private final RequestStates states;
    private final SpentStates spent;
    private final WireFormat format;
    private final JsonMapper json;

    InputRounds(RequestStates states, SpentStates spent, WireFormat format, JsonMapper json) {
        this.states = states;
        this.spent = spent;
        this.format = format;
        this.json = json;
    }

    /** Answers that cannot be taken. */
    static final class WrongAnswersException extends Exception {

        private static final long serialVersionUID = 1L;

        WrongAnswersException(String message) {
            super(message);
        }

        Answer answer() {
            return Answer.refused(RpcError.INVALID_PARAMS, String.valueOf(getMessage()));
        }
    }

    /**
     * What the client sends back. Nothing says which question answers without our state are for, so they are as good as none
     * where they may have an effect.
     *
     * @param once whether the same answers may have their effect only once
     */
    InputAnswers read(JsonNode params, RequestStates.Binding binding, boolean once) throws WrongAnswersException {
        Map<String, Map<String, Object>> answers = answers(params.path("inputResponses"));
        JsonNode sealed = params.path("requestState");
        if (sealed.isMissingNode() || sealed.isNull()) {
            return once ? InputAnswers.NONE : new InputAnswers(answers, null);
        }
        RequestStates.Opened opened =
                sealed.isString() ? states.open(binding, sealed.asString()).orElse(null) : null;
        if (opened == null) {
            throw new WrongAnswersException(
                    "requestState is not as this server gave it for this call by this caller with these"
                            + " arguments, or is too old. Make the call again without it.");
        }
        if (once && !spent.spend(binding.principal().tenantId(), opened.id(), opened.expiresAt())) {
            throw new WrongAnswersException(
                    "This requestState was used before, and the call may have had its effect. Look before you make it again.");
        }
        return new InputAnswers(answers, opened.state());
    }

    private Map<String, Map<String, Object>> answers(JsonNode given) throws WrongAnswersException {
        Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
        if (given.isMissingNode()) {
            return answers;
        }
        if (!given.isObject()) {
            throw new WrongAnswersException(
                    "inputResponses must be an object: an answer for each key of inputRequests.");
        }
        for (Map.Entry<String, JsonNode> answer : given.properties()) {
            if (!answer.getValue().isObject()) {
                throw new WrongAnswersException("inputResponses." + answer.getKey() + " must be an object.");
            }
            answers.put(answer.getKey(), ToolArguments.read(answer.getValue(), json));
        }
        return answers;
    }

    /** Asks, or says what the client would have to be able to do. */
    Answer ask(InputNeeded needed, Set<ClientFeature> features, RequestStates.Binding binding) {
        InputAsked asked = InputAsked.of(needed, features);
        if (asked.hopeless()) {
            ObjectNode capabilities = format.object();
            asked.lacking().forEach(feature -> declare(feature, capabilities));
            return new Answer.Failure(
                    400,
                    new RpcError(
                            RpcError.MISSING_CAPABILITY,
                            "This call must ask something that the client did not declare it can: " + capabilities
                                    + ".",
                            Map.of("requiredCapabilities", capabilities)));
        }
        ObjectNode result = format.result("input_required");
        if (!asked.requests().isEmpty()) {
            ObjectNode requests = result.putObject("inputRequests");
            asked.requests().forEach((key, request) -> requests.set(key, format.inputRequest(request)));
        }
        boolean page = asked.requests().values().stream().anyMatch(InputRequest.Page.class::isInstance);
        result.put("requestState", states.seal(binding, needed.state(), page ? TO_VISIT_A_PAGE : TO_FILL_IN_A_FORM));
        return new Answer.Result(result);
    }

    private static void declare(ClientFeature feature, ObjectNode capabilities) {
        switch (feature) {
            case FORM -> elicitation(capabilities).putObject("form");
            case PAGE -> elicitation(capabilities).putObject("url");
            case SAMPLING -> capabilities.putObject("sampling");
            case ROOTS -> capabilities.putObject("roots");
            case VIEWS -> capabilities.putObject("extensions").putObject("io.modelcontextprotocol/ui");
        }
    }

    private static ObjectNode elicitation(ObjectNode capabilities) {
        @Nullable JsonNode known = capabilities.get("elicitation");
        return known instanceof ObjectNode object ? object : capabilities.putObject("elicitation");
    }
}
