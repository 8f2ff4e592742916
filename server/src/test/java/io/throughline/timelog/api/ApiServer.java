package io.throughline.timelog.api;

import io.throughline.TestDatabase;
import io.throughline.TestServer.Company;
import io.throughline.access.AccessService;
import io.throughline.access.LogKeyService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.console.RunningConsole;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.embedded.ErpAdministration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The server with its REST API over a socket. Ada owns the company and logs time on Mobile and Internal from Monday 2026-05-04
 * on; it is Saturday 2026-11-21.
 */
final class ApiServer implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    final RunningConsole console;
    final Company company;
    final LogProject mobile;
    final LogProject internal;
    final String token;

    ApiServer(TestDatabase database, String... flags) {
        console = RunningConsole.on(database, flags);
        company = console.company("firm");
        mobile = project(company, "Atlas / Mobile", "Mobile");
        internal = project(company, "Internal", "Internal");
        assign(company, mobile, company.owner());
        assign(company, internal, company.owner());
        token = tokenOf(company.owner());
    }

    <T> T get(Class<T> type) {
        return console.get(type);
    }

    LogProject project(Company where, String team, String subteam) {
        return get(ErpAdministration.class).addProject(where.principal(), team, subteam, null);
    }

    void assign(Company where, LogProject project, Person person) {
        get(ErpAdministration.class)
                .assign(where.principal(), project.id(), person.email(), LocalDate.of(2026, 5, 4), null);
    }

    String tokenOf(Person person) {
        return get(LogKeyService.class).make(person, null, "test", null).secret();
    }

    /** A key of the owner with chosen scopes. */
    String tokenWith(String... scopes) {
        return get(AccessService.class).createOwnKey(company.principal(), "chosen", java.util.Set.of(scopes), null);
    }

    Person colleague(String name) {
        return console.colleague(company, name, Role.MEMBER);
    }

    Principal principal(Person person) {
        return new Principal(company.tenant().id(), person.id(), person.name(), person.zone(), "test", Scope.all());
    }

    RequestMappingHandlerMapping mappings() {
        send("GET", "openapi.json", null, null);
        var servlet = (DispatcherServlet)
                console.get("timeLogApi", ServletRegistrationBean.class).getServlet();
        return Objects.requireNonNull(servlet.getWebApplicationContext())
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    String url() {
        return console.url() + "/api/v1/";
    }

    HttpResponse<String> send(
            String method, String path, @Nullable String shownToken, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (shownToken != null) {
            request.header("Authorization", "Token " + shownToken);
        }
        boolean typed = false;
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
            typed |= headers[at].equalsIgnoreCase("Content-Type");
        }
        if (body != null && !typed) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, token, null);
    }

    JsonNode read(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** The id of the owner's week that starts on a Monday. */
    long weekId(String token, String monday) {
        for (JsonNode week :
                json(send("GET", "project-logs/person/list/?year=" + monday.substring(0, 4), token, null))) {
            if (week.path("week_starting").asString().equals(monday)) {
                return week.path("id").asLong();
            }
        }
        throw new AssertionError("There is no week " + monday);
    }

    ObjectNode week(String monday) {
        return (ObjectNode) read("project-logs/person/get/" + weekId(token, monday) + "/");
    }

    HttpResponse<String> save(JsonNode week) {
        return send(
                "PATCH",
                "project-logs/person/person-week-log/save/" + week.path("id").asLong() + "/",
                token,
                JSON.writeValueAsString(week));
    }

    @Override
    public void close() {
        console.close();
    }
}
