package io.throughline.mcp.legacy;

import io.throughline.mcp.CallCancelledException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** A request of ours that a client has not answered yet. */
final class Question {

    private final String id;
    private final String method;
    private final CompletableFuture<JsonNode> answer = new CompletableFuture<>();

    Question(String id, String method) {
        this.id = id;
        this.method = method;
    }

    String id() {
        return id;
    }

    boolean open() {
        return !answer.isDone();
    }

    void answered(JsonNode response) {
        answer.complete(response);
    }

    /** Nobody will answer any more. */
    void lost() {
        answer.completeExceptionally(new UnansweredException(
                "The session ended before " + method + " was answered; nothing was changed. Call again."));
    }

    /**
     * The result, a JSON object.
     *
     * @throws UnansweredException if there is none in time
     * @throws CallCancelledException if the call is cancelled
     */
    JsonNode await(long nanos) {
        try {
            JsonNode response = answer.get(nanos, TimeUnit.NANOSECONDS);
            if (response.path("result").isObject()) {
                return response.path("result");
            }
            throw new UnansweredException("The client refused " + method
                    + (response.path("error").path("message").isString()
                            ? ": " + response.path("error").path("message").asString()
                            : ".")
                    + " Nothing was changed.");
        } catch (TimeoutException e) {
            throw new UnansweredException("Nobody answered " + method + " in time; nothing was changed. Call again.");
        } catch (InterruptedException e) {
            throw new CallCancelledException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnansweredException unanswered ? unanswered : new IllegalStateException(e);
        }
    }
}
