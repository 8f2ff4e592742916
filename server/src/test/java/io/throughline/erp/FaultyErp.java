package io.throughline.erp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A foreign ERP over a real socket that fails on demand, in the ways in which such systems do. */
final class FaultyErp implements AutoCloseable {

    /** What it does instead of its work, or after it. */
    enum Fault {
        STATUS_500,
        STATUS_503,
        STATUS_401,
        STATUS_403,
        CONFLICT,
        BAD_REQUEST,
        RETRY_AFTER_0,
        RETRY_AFTER_99,
        PAGE,
        REDIRECT,
        DROP,
        SLOW,
        OVERSIZED,
        DEEP,
        APPLY_AND_500,
        APPLY_AND_DROP,
        APPLY_AND_PAGE,
        APPLY_AND_SLOW,
        CHANGED_MEANWHILE
    }

    private record Plan(String request, Fault fault) {}

    private static final Pattern WEEK =
            Pattern.compile("project-logs/person/(?:get|person-week-log/(?:save|complete))/(\\d+)/");

    final ErpState state = new ErpState();
    final ErpShapes shapes = new ErpShapes(state);
    /** What a save answers: the week, nothing, or what was sent. */
    String saveAnswer = "week";

    private final List<Plan> plans = new ArrayList<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;

    FaultyErp() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/", this::serve);
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1");
    }

    /** Does this once for the next request that begins so, such as {@code PATCH project-logs/}; several wait in their order. */
    FaultyErp next(String request, Fault... faults) {
        synchronized (plans) {
            for (Fault fault : faults) {
                plans.add(new Plan(request, fault));
            }
        }
        return this;
    }

    /** Method and path of each since the last time it was asked. */
    List<String> requests() {
        synchronized (requests) {
            List<String> seen = List.copyOf(requests);
            requests.clear();
            return seen;
        }
    }

    String lastBody() {
        return bodies.getLast();
    }

    private @Nullable Fault fault(String request) {
        synchronized (plans) {
            for (Iterator<Plan> waiting = plans.iterator(); waiting.hasNext(); ) {
                Plan plan = waiting.next();
                if (request.startsWith(plan.request())) {
                    waiting.remove();
                    return plan.fault();
                }
            }
            return null;
        }
    }

    private record Answer(int status, String body) {}

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
        String query = exchange.getRequestURI().getRawQuery();
        String request = exchange.getRequestMethod() + " " + path + (query == null ? "" : "?" + query);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(request);
        if (!body.isEmpty()) {
            bodies.add(body);
        }
        Fault fault = fault(request);
        if (fault == Fault.CHANGED_MEANWHILE) {
            changeMeanwhile(path);
        }
        boolean works = fault == null || fault.name().startsWith("APPLY") || fault == Fault.CHANGED_MEANWHILE;
        Answer answer;
        synchronized (state) {
            answer = works ? answer(exchange, path, query == null ? "" : query, body) : new Answer(200, "{}");
        }
        faulty(exchange, fault, answer);
    }

    private void changeMeanwhile(String path) {
        synchronized (state) {
            ObjectNode week = week(path);
            if (week != null) {
                LocalDate monday = LocalDate.parse(week.path("week_starting").asString());
                state.addLine(week, 0, "Of somebody else " + state.id(), monday.plusDays(4), 5, 62);
            }
        }
    }

    private static void faulty(HttpExchange exchange, @Nullable Fault fault, Answer answer) throws IOException {
        switch (fault) {
            case STATUS_500, APPLY_AND_500 -> send(exchange, 500, "Traceback (most recent call last): secret");
            case STATUS_503 -> send(exchange, 503, "");
            case STATUS_401 -> send(exchange, 401, "{\"detail\":\"Invalid token.\"}");
            case STATUS_403 -> send(exchange, 403, "{\"detail\":\"Not yours.\"}");
            case CONFLICT -> send(exchange, 409, "{\"code\":\"STALE_WEEK_LOG\"}");
            case BAD_REQUEST -> send(exchange, 400, "{\"label\":[\"Unknown label.\"]}");
            case RETRY_AFTER_0 -> {
                exchange.getResponseHeaders().add("Retry-After", "0");
                send(exchange, 503, "");
            }
            case RETRY_AFTER_99 -> {
                exchange.getResponseHeaders().add("Retry-After", "99");
                send(exchange, 503, "");
            }
            case PAGE, APPLY_AND_PAGE -> {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                send(exchange, 200, "<!doctype html><title>Sign in</title><script>secret()</script>");
            }
            case REDIRECT -> {
                exchange.getResponseHeaders().add("Location", "https://sso.example.com/login?next=secret");
                send(exchange, 302, "");
            }
            case DROP, APPLY_AND_DROP -> exchange.close();
            case SLOW, APPLY_AND_SLOW -> {
                try {
                    Thread.sleep(ErpTestBench.QUICK.answer().plusMillis(600));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                send(exchange, answer.status(), answer.body());
            }
            case OVERSIZED -> send(exchange, 200, "[\"" + "x".repeat(ErpHttp.MAX_BODY_BYTES) + "\"]");
            case DEEP -> send(exchange, 200, "[".repeat(50_000) + "]".repeat(50_000));
            case CHANGED_MEANWHILE -> send(exchange, answer.status(), answer.body());
            case null -> send(exchange, answer.status(), answer.body());
        }
    }

    private static void send(HttpExchange exchange, int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            // whoever asked has gone
        }
    }

    private Answer answer(HttpExchange exchange, String path, String query, String body) {
        JsonNode json = body.isEmpty() ? ErpState.JSON.createObjectNode() : ErpState.JSON.readTree(body);
        if (path.equals("core/google-login/")) {
            String token = json.path("access_token").asString().replace("google-", "");
            ObjectNode known = state.peopleByToken.get(token);
            return known == null
                    ? new Answer(401, "{\"error\":\"Invalid Google token\"}")
                    : new Answer(200, known.deepCopy().put("token", token).toString());
        }
        String scheme = exchange.getRequestHeaders().getFirst("Authorization");
        ObjectNode person = scheme == null ? null : state.peopleByToken.get(scheme.replace("Token ", ""));
        if (person == null) {
            return new Answer(401, "{\"detail\":\"Invalid token.\"}");
        }
        if (WEEK.matcher(path).matches()) {
            ObjectNode week = week(path);
            return week == null || !week.path("person_id").equals(person.path("id"))
                    ? new Answer(404, "{\"detail\":\"Not found.\"}")
                    : ofWeek(path, week, json);
        }
        return switch (path) {
            case "core/person/" -> new Answer(200, person.toString());
            case "project-logs/person/active_project_list/" -> new Answer(200, shapes.projects(person));
            case "project-logs/log_labels/" -> new Answer(200, shapes.labels());
            case "project-logs/person/list/" -> new Answer(200, shapes.year(person, number(query, "year")));
            case "project-logs/person/month-list/" ->
                new Answer(200, shapes.month(person, number(query, "year"), number(query, "month")));
            case "project-logs/person/person-week-log-from-slack/" ->
                state.log(person, json.path("logs"))
                        ? new Answer(201, "")
                        : new Answer(400, "{\"error\":\"Not part of it\",\"code\":\"UNAUTHORIZED_PROJECT_ACCESS\"}");
            default -> new Answer(404, "{\"detail\":\"Not found.\"}");
        };
    }

    private Answer ofWeek(String path, ObjectNode week, JsonNode json) {
        if (path.contains("/save/")) {
            int status = state.save(week, json);
            String answer = switch (saveAnswer) {
                case "week" -> shapes.week(week);
                case "echo" -> json.toString();
                default -> "";
            };
            return new Answer(
                    status,
                    switch (status) {
                        case 200 -> answer;
                        case 409 -> "{\"error\":\"It was changed.\",\"code\":\"STALE_WEEK_LOG\"}";
                        default -> "{\"detail\":\"modified_at is missing\"}";
                    });
        }
        if (path.contains("/complete/")) {
            week.put("is_completed", !json.path("save_draft").asBoolean());
            week.put("modified_at", state.nextVersion());
        }
        return new Answer(200, shapes.week(week));
    }

    private @Nullable ObjectNode week(String path) {
        Matcher matcher = WEEK.matcher(path);
        return matcher.matches() ? state.weeks.get(Long.valueOf(matcher.group(1))) : null;
    }

    private static int number(String query, String name) {
        Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([0-9]+)").matcher(query);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
