package io.throughline.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An answer as JSON; an error has a code for programs and a message for people. */
final class ErrorAnswer {

    private static final JsonMapper json = JsonMapper.builder().build();

    private ErrorAnswer() {}

    static void send(HttpServletResponse response, int status, String code, String message) throws IOException {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", code);
        body.put("message", message);
        send(response, status, body);
    }

    static void send(HttpServletResponse response, int status, Map<String, ?> body) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        sendToBeKept(response, status, body);
    }

    /** Without a word on how long it may be kept. */
    static void sendToBeKept(HttpServletResponse response, int status, Map<String, ?> body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(json.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }
}
