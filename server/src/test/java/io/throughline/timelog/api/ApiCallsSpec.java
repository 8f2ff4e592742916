package io.throughline.timelog.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer.Company;
import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.timelog.embedded.ErpAdministration;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/**
 * What all calls have in common: who may call, how addresses are written, what is said when something is wrong. Endpoints are
 * found in the table of addresses: a new one is tried by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ApiCallsSpec {

    private static final String SECRET = "a secret of some length for Slack";

    private final ApiServer api;
    private final Person colleague;
    private final String colleaguesToken;
    private final String rivalsToken;
    private final long week;
    private final long label;
    private final long assignment;
    private final long ownersTokenId;

    ApiCallsSpec(TestDatabase database) {
        api = new ApiServer(database, "ERP_SLACK_SECRET", SECRET);
        colleague = api.colleague("bo");
        colleaguesToken = api.tokenOf(colleague);
        Company rival = api.console.company("rival");
        rivalsToken = api.tokenOf(rival.owner());
        week = api.weekId(api.token, "2026-11-16");
        ErpAdministration administration = api.get(ErpAdministration.class);
        label = administration
                .addLabel(api.company.principal(), "Label of the firm")
                .id();
        assignment = administration.people(api.company.principal()).stream()
                .flatMap(person -> person.assignments().stream())
                .findFirst()
                .orElseThrow()
                .id();
        ownersTokenId = api.get(AccessService.class)
                .keys(api.company.principal())
                .getFirst()
                .id();
    }

    @AfterAll
    void close() {
        api.close();
    }

    /** An endpoint as it is called: with ids of the first company. */
    private record Endpoint(String method, String path, boolean open) {}

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        api.mappings().getHandlerMethods().forEach((mapping, method) -> {
            for (String pattern : mapping.getPatternValues()) {
                for (RequestMethod verb : mapping.getMethodsCondition().getMethods()) {
                    endpoints.add(new Endpoint(
                            verb.name(),
                            pattern.substring(1).replace("{id}", String.valueOf(idFor(pattern))),
                            isOpen(method)));
                }
            }
        });
        assertThat(endpoints).hasSizeGreaterThan(20);
        return endpoints;
    }

    /** Of the first company. */
    private long idFor(String pattern) {
        if (pattern.startsWith("/admin/tokens")) {
            return ownersTokenId;
        }
        if (pattern.startsWith("/admin/labels")) {
            return label;
        }
        if (pattern.startsWith("/admin/projects")) {
            return api.mobile.id();
        }
        return pattern.startsWith("/admin/assignments") ? assignment : week;
    }

    private static boolean isOpen(HandlerMethod method) {
        return method.hasMethodAnnotation(Access.Open.class);
    }

    private static @Nullable String bodyFor(Endpoint endpoint) {
        return endpoint.method().equals("GET") || endpoint.method().equals("DELETE") ? null : "{}";
    }

    private static JsonNode requireWords(HttpResponse<String> answer, String what) {
        assertThat(answer.headers().firstValue("content-type"))
                .as(what)
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        JsonNode body = ApiServer.json(answer);
        assertThat(body.path("error").asString("") + body.path("detail").asString(""))
                .as(what)
                .isNotBlank();
        assertThat(answer.body())
                .as(what)
                .doesNotContain("Exception", "io.throughline", "select ", "org.springframework");
        return body;
    }

    // --- who may ---

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        api.mappings()
                .getHandlerMethods()
                .values()
                .forEach(method -> assertThat(method.hasMethodAnnotation(Access.Open.class)
                                || method.hasMethodAnnotation(Access.Needs.class))
                        .as(method.getShortLogMessage())
                        .isTrue());
    }

    @Test
    void withoutATokenNothingButSigningInIsOpen() {
        List<String> open = new ArrayList<>();
        for (Endpoint endpoint : endpoints()) {
            if (endpoint.open()) {
                open.add(endpoint.path());
                continue;
            }
            HttpResponse<String> answer = api.send(endpoint.method(), endpoint.path(), null, bodyFor(endpoint));
            assertThat(answer.statusCode()).as(endpoint.toString()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Token");
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Authentication credentials were not provided.\"}");
        }
        assertThat(open)
                .containsExactlyInAnyOrder(
                        "core/login",
                        "core/google-login",
                        "openapi.json",
                        "project-logs/person/person-week-log-from-slack");
        assertThat(api.send("POST", "project-logs/person/person-week-log-from-slack", null, "{}")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenThatIsNoneIsRefusedEverywhere() {
        String revoked = revokedToken();
        for (String token : List.of("pm33_live_nothing", "x", revoked, "t".repeat(5_000), "ä")) {
            HttpResponse<String> answer = api.send("GET", "core/person/", asciiOnly(token), null);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Invalid token.\"}");
            assertThat(answer.headers().firstValue("www-authenticate")).hasValue("Token");
        }
        for (String header : List.of("Token", "Token ", "Basic abc", "token\t", api.token)) {
            assertThat(api.send("GET", "core/person/", null, null, "Authorization", header)
                            .statusCode())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    private static String asciiOnly(String token) {
        return token.replaceAll("[^ -~]", "_");
    }

    private String revokedToken() {
        String token = api.tokenWith("mcp:enabled", "logs:read");
        AccessService access = api.get(AccessService.class);
        access.revokeKey(
                api.company.principal(),
                access.keys(api.company.principal()).getLast().id());
        return token;
    }

    @Test
    void bothSchemesAreTakenInAnySpelling() {
        for (String scheme : List.of("Token", "token", "TOKEN", "Bearer", "bearer", "bEARER  ")) {
            assertThat(api.send("GET", "core/person/", null, null, "Authorization", scheme + " " + api.token)
                            .statusCode())
                    .as(scheme)
                    .isEqualTo(200);
        }
    }

    @Test
    void cookiesMeanNothing() {
        assertThat(api.send(
                                "GET",
                                "core/person/",
                                null,
                                null,
                                "Cookie",
                                "sessionid=" + api.token + "; token=" + api.token)
                        .statusCode())
                .isEqualTo(401);
        HttpResponse<String> answer =
                api.send("GET", "core/person/", api.token, null, "Cookie", "sessionid=abc; Path=/; HttpOnly");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void aTokenWithoutTheScopeIsRefused() {
        String reader = api.tokenWith("mcp:enabled", "logs:read");
        String other = api.tokenWith("mcp:enabled", "backlog:read");
        for (Endpoint endpoint : endpoints()) {
            if (endpoint.open()) {
                continue;
            }
            HttpResponse<String> answer = api.send(endpoint.method(), endpoint.path(), other, bodyFor(endpoint));
            assertThat(answer.statusCode()).as(endpoint.toString()).isEqualTo(403);
            assertThat(requireWords(answer, endpoint.toString()).path("code").asString())
                    .isEqualTo("insufficient_scope");
            if (!endpoint.method().equals("GET") && !endpoint.path().equals("project-logs/person/list")) {
                assertThat(api.send(endpoint.method(), endpoint.path(), reader, bodyFor(endpoint))
                                .statusCode())
                        .as(endpoint.toString())
                        .isEqualTo(403);
            }
        }
        assertThat(api.send("GET", "core/person/", reader, null).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsSomebodyElsesIsNotThere() {
        for (String token : List.of(colleaguesToken, rivalsToken)) {
            for (Endpoint endpoint : endpoints()) {
                if (endpoint.open()) {
                    continue;
                }
                String what = endpoint + " of somebody else";
                HttpResponse<String> answer = api.send(endpoint.method(), endpoint.path(), token, bodyFor(endpoint));
                if (endpoint.path().matches(".*/\\d+")) {
                    assertThat(answer.statusCode()).as(what).isIn(404, 403, 400);
                    HttpResponse<String> unknown = api.send(
                            endpoint.method(),
                            endpoint.path().replaceAll("/\\d+$", "/999999"),
                            token,
                            bodyFor(endpoint));
                    assertThat(unknown.statusCode()).as(what).isEqualTo(answer.statusCode());
                    assertThat(unknown.body()).as(what).isEqualTo(answer.body());
                }
                assertThat(answer.body()).as(what).doesNotContain("owner@firm.example");
            }
        }
        assertThat(ApiServer.json(api.send("GET", "project-logs/person/list/?year=2026", rivalsToken, null))
                        .size())
                .isZero();
        assertThat(ApiServer.json(api.send("GET", "project-logs/person/active_project_list/", colleaguesToken, null))
                        .size())
                .isZero();
    }

    // --- addresses ---

    @Test
    void theSlashAtTheEndMakesNoDifference() {
        for (Endpoint endpoint : endpoints()) {
            boolean revokes = endpoint.method().equals("DELETE");
            String path = revokes ? "admin/tokens/999999" : endpoint.path();
            HttpResponse<String> without = api.send(endpoint.method(), path, api.token, "[]");
            HttpResponse<String> with = api.send(endpoint.method(), path + "/", api.token, "[]");
            assertThat(with.statusCode()).as(endpoint.toString()).isEqualTo(without.statusCode());
            assertThat(with.statusCode()).as(endpoint.toString()).isIn(revokes ? List.of(404) : List.of(200, 400, 401));
        }
        assertThat(api.get("project-logs/person/list/?year=2026").body())
                .isEqualTo(api.get("project-logs/person/list?year=2026").body());
    }

    @Test
    void oddSpellingsOpenNothing() {
        String base = api.console.url();
        for (String path : List.of(
                "/%61pi/v1/core/person/",
                "/api/v1/core/%70erson/",
                "/api;x=1/v1/core/person/",
                "/api/v1;x=1/core/person/",
                "/api/v1/core;x=1/person/",
                "/api/v1/core/person;x=1",
                "/api/v1/core/../core/person/",
                "/api/v1//core/person/",
                "/API/v1/core/person/",
                "/api/v1",
                "/api/v1/",
                "/api/v1/nothing/",
                "/api/v1/assets/throughline.css",
                "/api/v1/project-logs/person/get/%2e%2e/")) {
            HttpResponse<String> answer = ApiServer.send(java.net.http.HttpRequest.newBuilder(URI.create(base + path))
                    .build());
            assertThat(answer.statusCode()).as(path).isIn(400, 401, 404);
            if (path.startsWith("/api/v1") && answer.statusCode() != 400) {
                requireWords(answer, path);
            }
        }
    }

    @Test
    void anUnknownAddressIsNotFound() {
        for (String path : List.of("nothing/", "core/", "project-logs/person/", "project-logs/person/get/", "")) {
            HttpResponse<String> answer = api.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Not found.\"}");
        }
        for (String id : List.of("0", "-1", "abc", "1.0", "99999999999999999999", "%31x", "1e3")) {
            HttpResponse<String> answer = api.get("project-logs/person/get/" + id + "/");
            assertThat(answer.statusCode()).as(id).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Not found.\"}");
        }
    }

    @Test
    void aWrongMethodIsToldWhichWouldDo() {
        HttpResponse<String> answer = api.send("PUT", "project-logs/person/list/", api.token, "{}");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow").orElse("")).contains("GET", "POST");
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Method \\\"PUT\\\" not allowed.\"}");
        for (Endpoint endpoint : endpoints()) {
            HttpResponse<String> wrong = api.send("PROPFIND", endpoint.path(), api.token, null);
            assertThat(wrong.statusCode()).as(endpoint.toString()).isIn(405, 501);
        }
        HttpResponse<String> options = api.send("OPTIONS", "core/person/", null, null);
        assertThat(options.headers().firstValue("allow").orElse("")).contains("GET");
    }

    @Test
    void pagesOfOthersGetNothing() {
        HttpResponse<String> foreign =
                api.send("GET", "core/person/", api.token, null, "Origin", "https://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(requireWords(foreign, "origin").path("code").asString()).isEqualTo("forbidden_host");
        assertThat(api.send("GET", "core/person/", api.token, null, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> own = api.send("GET", "core/person/", api.token, null, "Origin", api.console.url());
        assertThat(own.statusCode()).isEqualTo(200);
        HttpResponse<String> preflight = api.send(
                "OPTIONS",
                "core/person/",
                null,
                null,
                "Origin",
                api.console.url(),
                "Access-Control-Request-Method",
                "GET");
        assertThat(own.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
        assertThat(raw("GET /api/v1/core/person/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403")
                .contains("detail");
    }

    @Test
    void everyAnswerBearsTheSameHeaders() {
        for (HttpResponse<String> answer : List.of(
                api.get("core/person/"),
                api.get("nothing/"),
                api.send("GET", "core/person/", null, null),
                api.send("GET", "openapi.json", null, null))) {
            assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("referrer-policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("content-security-policy"))
                    .hasValue("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        }
    }

    // --- bodies ---

    private HttpResponse<String> complete(String body, String... headers) {
        return api.send(
                "PATCH", "project-logs/person/person-week-log/complete/" + week + "/", api.token, body, headers);
    }

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        for (String body : List.of(
                "",
                " ",
                "no json",
                "{",
                "[]",
                "\"text\"",
                "null",
                "7",
                "{\"save_draft\":true} {}",
                "{\"save_draft\":true,\"save_draft\":false}",
                "{\"reason\":\"\\ud800",
                "{\"save_draft\":NaN}",
                "{'save_draft':true}",
                "{\"x\":" + "[".repeat(500) + "]".repeat(500) + "}",
                "{\"x\":1" + "0".repeat(2_000) + "}")) {
            HttpResponse<String> answer = complete(body);
            assertThat(answer.statusCode()).as(shown(body)).isEqualTo(400);
            assertThat(requireWords(answer, shown(body)).path("code").asString())
                    .isEqualTo("invalid");
        }
        assertThat(ApiServer.json(complete("{\"save_draft\":\"true\"}"))
                        .path("errors")
                        .toString())
                .isEqualTo("{\"save_draft\":[\"save_draft must be true or false, but is the text \\\"true\\\".\"]}");
    }

    private static String shown(String body) {
        return body.substring(0, Math.min(60, body.length()));
    }

    @Test
    void anotherKindOfBodyIsRefused() {
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "nonsense",
                "application/json; charset=iso-8859-1")) {
            HttpResponse<String> answer = complete("{\"save_draft\":true}", "Content-Type", type);
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            requireWords(answer, type);
        }
        for (String type : List.of(
                "application/json",
                "application/json;charset=UTF-8",
                "application/merge-patch+json",
                "APPLICATION/JSON")) {
            assertThat(complete("{\"save_draft\":true}", "Content-Type", type).statusCode())
                    .as(type)
                    .isEqualTo(200);
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        HttpResponse<String> answer = complete("{\"reason\":\"" + "x".repeat(1 << 20) + "\"}");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(requireWords(answer, "413").path("detail").asString())
                .isEqualTo("The body is larger than 1 MiB, which no week needs. Send less at once.");
        assertThat(raw("PATCH /api/v1/project-logs/person/person-week-log/complete/" + week
                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Token " + api.token
                        + "\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{"))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void aGetMayNameAContentTypeWithoutABody() {
        assertThat(api.send("GET", "core/person/", api.token, null, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.send("GET", "core/person/", api.token, null, "Accept", "text/html")
                        .headers()
                        .firstValue("content-type"))
                .hasValue("application/json");
    }

    private String raw(String request) {
        URI address = URI.create(api.console.url());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            byte[] bytes = new byte[4_096];
            for (int read = socket.getInputStream().read(bytes);
                    read > 0;
                    read = socket.getInputStream().read(bytes)) {
                answer.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            }
            return answer.toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void ourOwnFaultBearsAnIdAndNothingElse() {
        api.console.sql().sql("alter table log_label rename to log_label_gone").update();
        try {
            HttpResponse<String> answer = api.get("project-logs/log_labels/");
            assertThat(answer.statusCode()).isEqualTo(500);
            String id = answer.headers().firstValue("x-request-id").orElseThrow();
            assertThat(answer.body()).isEqualTo("{\"detail\":\"Internal error.\",\"request_id\":\"" + id + "\"}");
        } finally {
            api.console
                    .sql()
                    .sql("alter table log_label_gone rename to log_label")
                    .update();
        }
    }

    // --- the program that logs for others ---

    @Test
    void theSecretOfAProgramNamesThePerson() {
        String path = "project-logs/person/person-week-log-from-slack/";
        String logs =
                "\"logs\":[{\"date\":\"2026-11-18\",\"time_spent\":\"02:30\",\"description\":\"Code review\",\"subteam\":"
                        + api.internal.id() + "}]}";
        String named = "{\"email\":\"Owner@Firm.example\"," + logs;

        assertThat(api.send("POST", path, null, named, "X-Slack-Secret", SECRET).statusCode())
                .isEqualTo(200);
        assertThat(api.send("POST", path, null, named, "X-Slack-Secret", SECRET + "x")
                        .statusCode())
                .isEqualTo(401);
        assertThat(api.send("POST", path, null, "{" + logs, "X-Slack-Secret", SECRET)
                        .statusCode())
                .isEqualTo(400);
        for (String nobody : Set.of("nobody@firm.example", "default")) {
            assertThat(api.send("POST", path, null, "{\"email\":\"" + nobody + "\"," + logs, "X-Slack-Secret", SECRET)
                            .statusCode())
                    .isEqualTo(400);
        }
        HttpResponse<String> none = api.send(
                "POST", path, null, "{\"email\":\"" + colleague.email() + "\"," + logs, "X-Slack-Secret", SECRET);
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(ApiServer.json(none).path("code").asString()).isEqualTo("UNAUTHORIZED_PROJECT_ACCESS");
        assertThat(api.send("POST", path, api.token, "{\"email\":\"" + colleague.email() + "\"," + logs)
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.send("POST", path, api.token, "{\"email\":\"default\"," + logs)
                        .statusCode())
                .isEqualTo(200);
        assertThat(Objects.requireNonNull(api.week("2026-11-16")).toString().split("Code review", -1))
                .as("logged once, though it was sent twice")
                .hasSize(2);
    }
}
