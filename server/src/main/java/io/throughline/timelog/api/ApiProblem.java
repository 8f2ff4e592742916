package io.throughline.timelog.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * A call that is answered with an error. Clients show {@code error}, else {@code detail}; every answer has one of them, and what
 * is besides is for programs.
 */
final class ApiProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient HttpStatus status;
    private final transient Map<String, Object> body;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private ApiProblem(HttpStatus status, String key, String message) {
        super(message, null, false, false);
        this.status = status;
        body = new LinkedHashMap<>();
        body.put(key, message);
    }

    /** The message is for people, as {@code detail}. */
    static ApiProblem of(HttpStatus status, String message) {
        return new ApiProblem(status, "detail", message);
    }

    /** The message is for people, as {@code error}; the code is for programs. */
    static ApiProblem coded(HttpStatus status, String code, String message) {
        return new ApiProblem(status, "error", message).with("code", code);
    }

    /** One value of the request is wrong. */
    static ApiProblem invalid(String path, String message) {
        return invalid(message, Map.of(path, List.of(message)));
    }

    /** @param errors messages by the path of the value that is wrong */
    static ApiProblem invalid(String message, Map<String, List<String>> errors) {
        ApiProblem problem = of(HttpStatus.BAD_REQUEST, message).with("code", "invalid");
        return errors.isEmpty() ? problem : problem.with("errors", errors);
    }

    /** Nothing there, or nothing that the caller may know of. */
    static ApiProblem notFound() {
        return of(HttpStatus.NOT_FOUND, "Not found.");
    }

    ApiProblem with(String key, Object value) {
        body.put(key, value);
        return this;
    }

    ApiProblem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    HttpStatus status() {
        return status;
    }

    Map<String, Object> body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
