package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the fixtures answer, to the letter. The suite is content with any text: an error in the place of an answer passes many
 * of its scenarios.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConformanceAnswersSpec {

    static final String EVERYTHING = "{\"elicitation\": {}, \"sampling\": {}, \"roots\": {}}";

    private static final Path SCHEMAS = Path.of("src", "test", "resources", "mcp", "schemas");
    private static final String PNG =
            "{\"type\": \"image\", \"data\": \"" + Samples.PNG + "\", \"mimeType\": \"image/png\"}";

    private final ConformanceServer server = ConformanceServer.start();

    @AfterAll
    void close() {
        server.close();
    }

    String mcpUrl() {
        return server.mcpUrl();
    }

    /** A client that has declared what it can. */
    abstract WireClient client(String capabilities);

    WireClient client() {
        return client(EVERYTHING);
    }

    /** What an answer says after all that only its era has was looked at and taken away. */
    abstract ObjectNode plainResult(WireAnswer answer, boolean cacheable);

    abstract int resourceNotFoundCode();

    private void requireToolResult(WireAnswer answer, String content, boolean failed) {
        ObjectNode result = plainResult(answer, false);
        assertThat(result.path("isError").asBoolean(false))
                .as(answer.message().toString())
                .isEqualTo(failed);
        result.remove("isError");
        assertThat(result).isEqualTo(Json.read("{\"content\": %s}".formatted(content)));
    }

    void requireText(WireAnswer answer, String text) {
        requireToolResult(answer, "[%s]".formatted(text(text)), false);
    }

    private static ObjectNode text(String text) {
        return Json.object("{\"type\": \"text\"}").put("text", text);
    }

    @ParameterizedTest
    @CsvSource({
        "test_simple_text, This is a simple text response for testing.",
        "test_tool_with_logging, Tool with logging executed successfully",
        "test_tool_with_progress, Tool with progress executed successfully",
        "test_logging_tool, Logging evaluated",
        "test_trigger_tool_change, Mutation triggered",
        "test_trigger_prompt_change, Mutation triggered"
    })
    void toolsAnswerWithText(String tool, String text) {
        requireText(client().callTool(tool), text);
    }

    @Test
    void argumentsMayBeAbsentWhereThereAreNone() {
        requireText(
                client().call("tools/call", "{\"name\": \"test_simple_text\"}"),
                "This is a simple text response for testing.");
    }

    @Test
    void toolsAnswerWithEveryKindOfContent() {
        requireToolResult(client().callTool("test_image_content"), "[%s]".formatted(PNG), false);
        requireToolResult(
                client().callTool("test_audio_content"),
                "[{\"type\": \"audio\", \"data\": \"%s\", \"mimeType\": \"audio/wav\"}]".formatted(Samples.WAV),
                false);
        requireToolResult(client().callTool("test_embedded_resource"), """
                [{"type": "resource", "resource": {"uri": "test://embedded-resource", "mimeType": "text/plain",
                  "text": "This is an embedded resource content."}}]""", false);
        requireToolResult(client().callTool("test_multiple_content_types"), """
                [{"type": "text", "text": "Multiple content types test:"}, %s,
                 {"type": "resource", "resource": {"uri": "test://mixed-content-resource",
                  "mimeType": "application/json", "text": "{\\"test\\":\\"data\\",\\"value\\":123}"}}]""".formatted(PNG), false);
    }

    @Test
    void aToolThatFailsSaysSo() {
        requireToolResult(
                client().callTool("test_error_handling"),
                "[%s]".formatted(text("This tool intentionally returns an error for testing")),
                true);
    }

    @Test
    void aWrongArgumentIsForTheModelToMend() {
        requireToolResult(
                client().callTool("test_sampling", "{\"promt\": \"Hello\"}"),
                "[%s]".formatted(text("There is no argument 'promt'. The nearest are: prompt.")),
                true);
    }

    @Test
    void anUnknownToolIsTheClientsFault() {
        WireAnswer answer = client().callTool("no_such_tool");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errorCode()).isEqualTo(-32602);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"progress-1\"", "7"})
    void progressComesBeforeTheAnswerAndWithItsToken(String token) {
        ObjectNode params = WireClient.toolCall("test_tool_with_progress", "{}");
        params.withObject("_meta").set("progressToken", Json.read(token));

        WireAnswer answer = client().call("tools/call", params);

        assertThat(answer.notified("notifications/progress").stream()
                        .map(ConformanceAnswersSpec::withoutMeta)
                        .map(told -> "%s: %.0f of %.0f, %d words"
                                .formatted(
                                        told.get("progressToken"),
                                        told.get("progress").asDouble(),
                                        told.get("total").asDouble(),
                                        told.size())))
                .containsExactly(
                        token + ": 0 of 100, 3 words", token + ": 50 of 100, 3 words", token + ": 100 of 100, 3 words");
        assertThat(answer.earlier()).hasSize(3);
        requireText(answer, "Tool with progress executed successfully");
    }

    /** Notifications may carry more in their {@code _meta}. */
    private static JsonNode withoutMeta(JsonNode params) {
        ObjectNode plain = (ObjectNode) params.deepCopy();
        plain.remove("_meta");
        return plain;
    }

    @Test
    void progressThatNobodyAskedForIsNotSent() {
        assertThat(client().callTool("test_tool_with_progress").earlier()).isEmpty();
    }

    static void requireThreeLogMessages(WireAnswer answer) {
        assertThat(answer.notified("notifications/message").stream().map(ConformanceAnswersSpec::withoutMeta))
                .containsExactly(
                        logged("Tool execution started"),
                        logged("Tool processing data"),
                        logged("Tool execution completed"));
        assertThat(answer.earlier()).hasSize(3);
    }

    private static JsonNode logged(String text) {
        return Json.object("{\"level\": \"info\", \"logger\": \"fixtures\"}").put("data", text);
    }

    @Test
    void everyToolIsListedOnceInOrderWithHintsAndItsSchemaAsItStandsInItsFile() throws IOException {
        List<String> names = new ArrayList<>();
        for (JsonNode tool :
                plainResult(client().call("tools/list", "{}"), true).get("tools")) {
            String name = tool.get("name").asString();
            names.add(name);
            JsonNode file = Json.read(Files.readString(SCHEMAS.resolve(name + ".json")));
            assertThat(tool.get("inputSchema")).as(name).isEqualTo(file.get("inputSchema"));
            assertThat(tool.has("outputSchema")).as(name).isFalse();
            assertThat(tool.get("description").asString()).isNotBlank();
            boolean reads = !name.startsWith("test_trigger_");
            assertThat(tool.path("annotations").path("readOnlyHint").asBoolean())
                    .isEqualTo(reads);
            assertThat(tool.path("annotations").path("destructiveHint").asBoolean(true))
                    .isFalse();
            assertThat(tool.path("annotations").path("idempotentHint").asBoolean())
                    .isTrue();
            assertThat(tool.path("annotations").path("openWorldHint").asBoolean(true))
                    .isFalse();
        }
        assertThat(names).hasSize(28).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void resourcesAreListedAndReadAsTheyAre() {
        JsonNode listed =
                plainResult(client().call("resources/list", "{}"), true).get("resources");
        assertThat(listed.findValuesAsString("uri"))
                .containsExactly("test://static-binary", "test://static-text", "test://watched-resource");
        JsonNode templates = plainResult(client().call("resources/templates/list", "{}"), true)
                .get("resourceTemplates");
        assertThat(templates.findValuesAsString("uriTemplate")).containsExactly("test://template/{id}/data");

        requireContents("test://static-text", """
                {"mimeType": "text/plain", "text": "This is the content of the static text resource."}""");
        requireContents(
                "test://static-binary", "{\"mimeType\": \"image/png\", \"blob\": \"%s\"}".formatted(Samples.PNG));
        requireContents("test://template/123/data", """
                {"mimeType": "application/json",
                 "text": "{\\"id\\":\\"123\\",\\"templateTest\\":true,\\"data\\":\\"Data for ID: 123\\"}"}""");
    }

    private void requireContents(String uri, String content) {
        JsonNode result = plainResult(client().call("resources/read", "{\"uri\": \"%s\"}".formatted(uri)), true);
        ObjectNode expected = Json.object("{\"contents\": [%s]}".formatted(content));
        ((ObjectNode) expected.get("contents").get(0)).put("uri", uri);
        assertThat(result).isEqualTo(expected);
    }

    @Test
    void aResourceThatIsNotThereIsNamedInTheError() {
        WireAnswer answer = client().call("resources/read", "{\"uri\": \"test://nothing\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errorCode()).isEqualTo(resourceNotFoundCode());
        assertThat(answer.error().get("data")).isEqualTo(Json.read("{\"uri\": \"test://nothing\"}"));
    }

    @Test
    void promptsAreListedWithTheirArguments() {
        Map<String, String> arguments = new TreeMap<>();
        plainResult(client().call("prompts/list", "{}"), true).get("prompts").forEach(prompt -> {
            assertThat(prompt.get("description").asString()).isNotBlank();
            List<String> names = new ArrayList<>();
            prompt.path("arguments").forEach(argument -> {
                assertThat(argument.get("required").asBoolean()).isTrue();
                names.add(argument.get("name").asString());
            });
            arguments.put(prompt.get("name").asString(), String.join(" ", names));
        });
        assertThat(arguments)
                .isEqualTo(Map.of(
                        "test_simple_prompt", "",
                        "test_prompt_with_arguments", "arg1 arg2",
                        "test_prompt_with_embedded_resource", "resourceUri",
                        "test_prompt_with_image", "",
                        "test_input_required_result_prompt", ""));
    }

    @Test
    void promptsSayWhatTheyAreMadeOf() {
        requirePrompt("{\"name\": \"test_simple_prompt\"}", text("This is a simple prompt for testing."));
        requirePrompt(
                "{\"name\": \"test_prompt_with_arguments\", \"arguments\": {\"arg1\": \"hello\", \"arg2\": \"größe – 大小\"}}",
                text("Prompt with arguments: arg1='hello', arg2='größe – 大小'"));
        requirePrompt(
                "{\"name\": \"test_prompt_with_embedded_resource\", \"arguments\": {\"resourceUri\": \"test://any\"}}",
                Json.read("""
                        {"type": "resource", "resource": {"uri": "test://any", "mimeType": "text/plain",
                         "text": "Embedded resource content for testing."}}"""),
                text("Please process the embedded resource above."));
        requirePrompt(
                "{\"name\": \"test_prompt_with_image\"}", Json.read(PNG), text("Please analyze the image above."));
    }

    private void requirePrompt(String params, JsonNode... said) {
        JsonNode messages =
                plainResult(client().call("prompts/get", params), false).get("messages");
        assertThat(messages).hasSize(said.length);
        for (int i = 0; i < said.length; i++) {
            ObjectNode message = Json.object("{\"role\": \"user\"}");
            message.set("content", said[i]);
            assertThat(messages.get(i)).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"no_such_prompt\"}",
                "{\"name\": \"test_prompt_with_arguments\", \"arguments\": {\"arg1\": \"hello\"}}",
                "{\"name\": \"test_prompt_with_arguments\"}"
            })
    void aPromptThatCannotBeFilledInIsAnError(String params) {
        assertThat(client().call("prompts/get", params).errorCode()).isEqualTo(-32602);
    }

    @Test
    void completionsAreThoseThatBeginAsTyped() {
        JsonNode result = plainResult(client().call("completion/complete", """
                {"ref": {"type": "ref/prompt", "name": "test_prompt_with_arguments"},
                 "argument": {"name": "arg1", "value": "par"}}"""), false);
        assertThat(result).isEqualTo(Json.read("""
                {"completion": {"values": ["paris", "park", "party"], "total": 3, "hasMore": false}}"""));
    }

    @Test
    void whatThePersonOrTheModelAnswersGetsToTheTool() {
        Conversation one = new Conversation(client());
        one.answer("sampling/createMessage", """
                {"role": "assistant", "content": {"type": "text", "text": "Paris"}, "model": "m", "stopReason": "endTurn"}""");
        requireText(one.callTool("test_sampling", "{\"prompt\": \"Capital?\"}"), "LLM response: Paris");
        one.requireAsked("sampling/createMessage", """
                {"messages": [{"role": "user", "content": {"type": "text", "text": "Capital?"}}], "maxTokens": 100}""");

        Conversation two = new Conversation(client());
        two.answer("elicitation/create", """
                {"action": "accept", "content": {"username": "ada", "email": "ada@example.com"}}""");
        requireText(
                two.callTool("test_elicitation", "{\"message\": \"Who are you?\"}"),
                "User response: action=accept, content={\"username\":\"ada\",\"email\":\"ada@example.com\"}");
        two.requireAsked("elicitation/create", """
                {"message": "Who are you?", "requestedSchema": {"type": "object", "required": ["username", "email"],
                 "properties": {"username": {"type": "string", "description": "User's response"},
                                "email": {"type": "string", "description": "User's email address"}}}}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"decline", "cancel"})
    void aFormThatIsNotFilledInSaysHowItWasClosed(String action) {
        Conversation conversation = new Conversation(client());
        conversation.answer("elicitation/create", "{\"action\": \"%s\"}".formatted(action));

        requireText(
                conversation.callTool("test_elicitation", "{\"message\": \"Who are you?\"}"),
                "User response: action=%s, content={}".formatted(action));
    }

    @Test
    void anAnswerThatDoesNotFitTheFormIsAskedForAgain() {
        Conversation conversation = new Conversation(client());
        conversation.answer(
                "elicitation/create",
                "{\"action\": \"accept\", \"content\": {\"name\": 12}}",
                "{\"action\": \"accept\", \"content\": {}}",
                "{\"action\": \"accept\", \"content\": {\"name\": \"Ada\"}}");

        requireText(conversation.callTool("test_input_required_result_elicitation", "{}"), "Hello, Ada!");
        assertThat(conversation.asked("elicitation/create")).hasSize(3);
    }

    @Test
    void formsHaveDefaultsAndAllKindsOfChoices() {
        Conversation defaults = new Conversation(client());
        String filled = "{\"name\":\"Jane\",\"age\":25,\"score\":88.5,\"status\":\"inactive\",\"verified\":false}";
        defaults.answer("elicitation/create", "{\"action\": \"accept\", \"content\": %s}".formatted(filled));
        requireText(
                defaults.callTool("test_elicitation_sep1034_defaults", "{}"),
                "Elicitation completed: action=accept, content=" + filled);
        JsonNode properties = defaults.asked("elicitation/create").getFirst().at("/requestedSchema/properties");
        assertThat(properties.findValues("default").toString()).isEqualTo("[\"John Doe\", 30, 95.5, \"active\", true]");

        Conversation choices = new Conversation(client());
        String chosen = "{\"untitledSingle\":\"option1\",\"titledSingle\":\"value1\",\"legacyEnum\":\"opt1\","
                + "\"untitledMulti\":[\"option1\",\"option2\"],\"titledMulti\":[\"value1\",\"value2\"]}";
        choices.answer("elicitation/create", "{\"action\": \"accept\", \"content\": %s}".formatted(chosen));
        requireText(
                choices.callTool("test_elicitation_sep1330_enums", "{}"),
                "Elicitation completed: action=accept, content=" + chosen);
        assertThat(choices.asked("elicitation/create").getFirst().at("/requestedSchema/properties/legacyEnum"))
                .isEqualTo(Json.read("""
                        {"type": "string", "enum": ["opt1", "opt2", "opt3"],
                         "enumNames": ["Option One", "Option Two", "Option Three"]}"""));
    }

    @Test
    void severalQuestionsAndSeveralRoundsEndInOneAnswer() {
        Conversation conversation = new Conversation(client());
        conversation.answer("elicitation/create", "{\"action\": \"accept\", \"content\": {\"name\": \"Ada\"}}");
        conversation.answer("sampling/createMessage", """
                {"role": "assistant", "content": {"type": "text", "text": "Hello there!"}, "model": "m"}""");
        conversation.answer("roots/list", "{\"roots\": [{\"uri\": \"file:///a\"}, {\"uri\": \"file:///b\"}]}");
        requireText(
                conversation.callTool("test_input_required_result_multiple_inputs", "{}"),
                "Name: Ada; Greeting: Hello there!; Roots: 2");
        requireText(conversation.callTool("test_input_required_result_list_roots", "{}"), "Found 2 root(s)");
        requireText(
                conversation.callTool("test_input_required_result_sampling", "{}"), "Sampling result: Hello there!");

        Conversation rounds = new Conversation(client());
        rounds.answer(
                "elicitation/create",
                "{\"action\": \"accept\", \"content\": {\"name\": \"Ada\"}}",
                "{\"action\": \"accept\", \"content\": {\"color\": \"blue\"}}");
        requireText(
                rounds.callTool("test_input_required_result_multi_round", "{}"),
                "Multi-round complete for Ada who likes blue");

        Conversation confirmation = new Conversation(client());
        confirmation.answer("elicitation/create", "{\"action\": \"accept\", \"content\": {\"ok\": true}}");
        requireText(
                confirmation.callTool("test_input_required_result_request_state", "{}"),
                "state-ok: requestState validated");
        requireText(
                confirmation.callTool("test_input_required_result_tampered_state", "{}"),
                "integrity-ok: state verified");
    }

    @Test
    void promptsMayAskToo() {
        Conversation conversation = new Conversation(client());
        conversation.answer(
                "elicitation/create", "{\"action\": \"accept\", \"content\": {\"context\": \"a release\"}}");

        WireAnswer answer =
                conversation.call("prompts/get", Json.object("{\"name\": \"test_input_required_result_prompt\"}"));

        assertThat(plainResult(answer, false).at("/messages/0/content"))
                .isEqualTo(text("Prompt with context: a release"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"elicitation\": {}, \"sampling\": {}} | capabilities-ok: received elicit_input,sample_input",
                "{\"sampling\": {}} | capabilities-ok: received sample_input",
                "{\"elicitation\": {\"form\": {}}} | capabilities-ok: received elicit_input",
                "{\"elicitation\": {\"url\": {}}} | No supported capabilities declared",
                "{} | No supported capabilities declared"
            })
    void onlyWhatTheClientCanIsAsked(String capabilities, String text) {
        Conversation conversation = new Conversation(client(capabilities));
        conversation.answer("elicitation/create", "{\"action\": \"accept\", \"content\": {\"value\": \"v\"}}");
        conversation.answer("sampling/createMessage", """
                {"role": "assistant", "content": {"type": "text", "text": "Hello"}, "model": "m"}""");

        requireText(conversation.callTool("test_input_required_result_capabilities", "{}"), text);
    }
}
