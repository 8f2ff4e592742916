package io.throughline.conformance;

import static io.throughline.conformance.FixtureTool.ask;
import static io.throughline.conformance.FixtureTool.reading;
import static io.throughline.conformance.FixtureTool.said;

import io.throughline.mcp.CallContext;
import io.throughline.mcp.ClientFeature;
import io.throughline.mcp.FormAnswer;
import io.throughline.mcp.InputAnswers;
import io.throughline.mcp.InputRequest;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tools for the rounds of asking that came with 2026-07-28; in earlier eras the same tools ask by requests. */
@Configuration(proxyBeanMethods = false)
class InputRequiredFixtures {

    private static final String STATE = "where the tool left off";
    private static final InputRequest.Form NAME = Questions.textForm("What is your name?", "name");
    private static final InputRequest.Form CONFIRMATION =
            Questions.form("Please confirm", List.of("ok"), "{\"ok\": {\"type\": \"boolean\"}}");
    private static final InputRequest.Form FIRST_STEP = Questions.textForm("Step 1: What is your name?", "name");
    private static final InputRequest.Form SECOND_STEP =
            Questions.textForm("Step 2: What is your favorite color?", "color");
    private static final InputRequest.Form VALUE = Questions.textForm("Elicitation input", "value");

    @Bean
    Tool<?, ?> elicitationRound() {
        return reading(
                "test_input_required_result_elicitation",
                "Asks for a name and greets.",
                call -> call.answers()
                        .find("user_name", NAME)
                        .map(answer -> said("Hello, " + text(answer, "name") + "!"))
                        .orElseGet(() -> ask("user_name", NAME)));
    }

    @Bean
    Tool<?, ?> samplingRound() {
        return reading(
                "test_input_required_result_sampling",
                "Asks the client's model.",
                call -> call.answers()
                        .find("capital_question")
                        .map(answer -> said("Sampling result: " + Questions.completionText(answer)))
                        .orElseGet(() ->
                                ask("capital_question", Questions.completion("What is the capital of France?", 100))));
    }

    @Bean
    Tool<?, ?> rootsRound() {
        return reading(
                "test_input_required_result_list_roots",
                "Asks for the client's folders.",
                call -> call.answers()
                        .find("client_roots")
                        .map(answer -> said("Found " + Questions.roots(answer) + " root(s)"))
                        .orElseGet(() -> ask("client_roots", new InputRequest.Roots())));
    }

    @Bean
    Tool<?, ?> stateRound() {
        return reading(
                "test_input_required_result_request_state",
                "Asks for a confirmation and remembers what for.",
                call -> confirmed(call) ? said("state-ok: requestState validated") : askToConfirm());
    }

    @Bean
    Tool<?, ?> tamperedStateRound() {
        return reading(
                "test_input_required_result_tampered_state",
                "Asks for a confirmation; what it remembers must come back unchanged.",
                call -> confirmed(call) ? said("integrity-ok: state verified") : askToConfirm());
    }

    private static boolean confirmed(CallContext call) {
        return STATE.equals(call.answers().state())
                && call.answers()
                        .find("confirm", CONFIRMATION)
                        .filter(answer -> Boolean.TRUE.equals(answer.content().get("ok")))
                        .isPresent();
    }

    private static ToolAnswer<FixtureTool.NoResult> askToConfirm() {
        return ask(Map.of("confirm", CONFIRMATION), STATE);
    }

    @Bean
    Tool<?, ?> severalQuestions() {
        return reading("test_input_required_result_multiple_inputs", "Asks three things at once.", call -> {
            InputAnswers answers = call.answers();
            Optional<FormAnswer> name = answers.find("user_name", NAME);
            Optional<Map<String, Object>> greeting = answers.find("greeting");
            Optional<Map<String, Object>> roots = answers.find("client_roots");
            if (STATE.equals(answers.state()) && name.isPresent() && greeting.isPresent() && roots.isPresent()) {
                return said("Name: %s; Greeting: %s; Roots: %d"
                        .formatted(
                                text(name.get(), "name"),
                                Questions.completionText(greeting.get()),
                                Questions.roots(roots.get())));
            }
            Map<String, InputRequest> questions = new LinkedHashMap<>();
            questions.put("user_name", NAME);
            questions.put("greeting", Questions.completion("Generate a greeting", 50));
            questions.put("client_roots", new InputRequest.Roots());
            return ask(questions, STATE);
        });
    }

    /** What was answered in the first round is kept in the state alone. */
    @Bean
    Tool<?, ?> severalRounds() {
        return reading("test_input_required_result_multi_round", "Asks twice, one after the other.", call -> {
            String state = call.answers().state();
            if (state != null && state.startsWith("name ")) {
                return call.answers()
                        .find("step2", SECOND_STEP)
                        .map(answer -> said("Multi-round complete for %s who likes %s"
                                .formatted(state.substring("name ".length()), text(answer, "color"))))
                        .orElseGet(() -> ask(Map.of("step2", SECOND_STEP), state));
            }
            return call.answers()
                    .find("step1", FIRST_STEP)
                    .map(answer -> ask(Map.of("step2", SECOND_STEP), "name " + text(answer, "name")))
                    .orElseGet(() -> ask(Map.of("step1", FIRST_STEP), "started"));
        });
    }

    @Bean
    Tool<?, ?> whatTheClientCan() {
        return reading("test_input_required_result_capabilities", "Asks only what the client can answer.", call -> {
            Map<String, InputRequest> questions = new LinkedHashMap<>();
            if (call.features().contains(ClientFeature.FORM)) {
                questions.put("elicit_input", VALUE);
            }
            if (call.features().contains(ClientFeature.SAMPLING)) {
                questions.put("sample_input", Questions.completion("Sample request", 50));
            }
            if (questions.isEmpty()) {
                return said("No supported capabilities declared");
            }
            return questions.keySet().stream()
                            .allMatch(key -> call.answers().find(key).isPresent())
                    ? said("capabilities-ok: received " + String.join(",", questions.keySet()))
                    : ask(questions, STATE);
        });
    }

    /** Empty if the person did not fill in the form. */
    static String text(FormAnswer answer, String property) {
        return String.valueOf(answer.content().getOrDefault(property, ""));
    }
}
