package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.mcp.wire.HttpMessage;
import io.throughline.mcp.wire.RpcMessages;
import io.throughline.mcp.wire.Verdict;
import tools.jackson.databind.JsonNode;

/** Headers and a body, as HTTP has them: lines {@code name: value}, an empty line, then what comes. */
class ClassifierFuzzTest {

    @FuzzTest
    void everyRequestHasAVerdict(byte[] data) {
        var request = FuzzedRequest.of(data);
        var http = new HttpMessage(
                request.method(),
                request.header("content-type"),
                request.header("mcp-protocol-version"),
                request.header("mcp-method"),
                request.header("mcp-name"));

        Verdict verdict = FuzzedServer.CLASSIFIER.classify(http, request.body());

        assertThat(FuzzedServer.CLASSIFIER.classify(http, request.body())).isEqualTo(verdict);
        switch (verdict) {
            case Verdict.Refused refused -> {
                assertThat(refused.httpStatus()).isBetween(400, 499);
                JsonNode answer = Promises.clean(
                        RpcMessages.bytes(RpcMessages.error(refused.id(), refused.error())), request.text());
                Promises.answers(refused.id(), answer);
            }
            case Verdict.Modern modern -> {
                assertThat(modern.request().id()).isNotNull();
                assertThat(modern.request().params().isObject()).isTrue();
            }
            case Verdict.ModernNotification told ->
                assertThat(told.params().isObject() || told.params().isMissingNode())
                        .isTrue();
            case Verdict.Legacy legacy ->
                assertThat(legacy.message().isObject()).isTrue();
            case Verdict.LegacyBatch batch ->
                assertThat(batch.messages().isArray()).isTrue();
            case Verdict.NotPost _ -> assertThat(request.method()).isNotEqualTo("POST");
        }
    }
}
