package io.throughline.erp.signin.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.throughline.erp.signin.OpenIdStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A foreign ERP with a page to sign in on: by password, or through a provider in a window of its own. Its fields are at places
 * that a test knows. Over a real socket, on this machine.
 */
public final class ErpWithPages implements AutoCloseable {

    /** Middles of the fields and buttons, in CSS pixels. */
    static final int X = 100;

    static final int EMAIL_Y = 80;
    static final int PASSWORD_Y = 140;
    static final int GO_Y = 200;
    static final int PROVIDER_Y = 260;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private record Account(String name, String password, String token) {}

    /** How long its page takes. */
    public volatile Duration slowness = Duration.ZERO;

    private final OpenIdStub provider;
    private final HttpServer server;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final List<String> tokensShown = new CopyOnWriteArrayList<>();
    private volatile boolean refusesTokens;

    public ErpWithPages(OpenIdStub provider) {
        this.provider = provider;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            await(slowness);
            send(exchange, 200, "text/html", page());
        });
        server.createContext("/signed-in", exchange -> send(exchange, 200, "text/html", POPUP));
        server.createContext("/api/v1/core/login/", this::login);
        server.createContext("/api/v1/core/google-login/", this::providerLogin);
        server.createContext("/api/v1/core/person/", this::person);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public ErpWithPages with(String email, String name, String password, String token) {
        accounts.put(email, new Account(name, password, token));
        return this;
    }

    /** Its page gives tokens as ever, but its REST API takes none. */
    public void refuseTokens() {
        refusesTokens = true;
    }

    /** With which tokens its REST API was asked whose they are. */
    public List<String> tokensShown() {
        return tokensShown;
    }

    private String page() {
        String authorize = provider.issuer() + "/authorize?response_type=id_token%20token&client_id="
                + OpenIdStub.CLIENT + "&nonce=n&state=s&redirect_uri="
                + URLEncoder.encode(url() + "/signed-in", StandardCharsets.UTF_8);
        return PAGE.formatted(authorize);
    }

    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Firm ERP</title>
            <style>body { font: 16px sans-serif; margin: 0; background: #fff; color: #222 }
            h1, input, button, p { position: absolute; left: 20px; margin: 0; box-sizing: border-box; height: 40px }
            h1 { top: 12px; font-size: 24px } input { width: 260px } button { width: 200px }</style>
            <h1>Firm ERP</h1>
            <form><input id="email" style="top:60px" placeholder="E-mail" autocomplete="off">
            <input id="password" style="top:120px" placeholder="Password" type="password">
            <button style="top:180px">Sign in</button></form>
            <button style="top:240px" id="provider">Continue with Stub</button>
            <p style="top:300px" id="said"></p>
            <script>
            window.signedIn = person => {
                localStorage.setItem('username', person.email);
                localStorage.setItem('token', person.token);
                said.textContent = 'Welcome, ' + person.name;
            };
            document.querySelector('form').addEventListener('submit', async event => {
                event.preventDefault();
                const answer = await fetch('/api/v1/core/login/', { method: 'POST',
                    body: JSON.stringify({ email: email.value, password: password.value }) });
                if (answer.ok) { signedIn(await answer.json()); } else {
                    said.textContent = 'Wrong password'; document.body.style.background = '#fdd'; }
            });
            provider.addEventListener('click', () => open('%s', 'provider', 'popup,width=420,height=520'));
            </script></html>
            """;

    private static final String POPUP = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Signed in</title><script>
            const token = new URLSearchParams(location.hash.slice(1)).get('access_token');
            fetch('/api/v1/core/google-login/', { method: 'POST',
                body: JSON.stringify({ platform: 'google', access_token: token }) })
                .then(answer => answer.json()).then(person => { opener.signedIn(person); close(); });
            </script></html>
            """;

    private void login(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
        Account account = accounts.get(asked.path("email").asString());
        if (account == null || !account.password().equals(asked.path("password").asString())) {
            json(exchange, 401, Map.of("detail", "Wrong password."));
        } else {
            signedIn(exchange, asked.path("email").asString(), account);
        }
    }

    private void providerLogin(HttpExchange exchange) throws IOException {
        String token = JSON.readTree(exchange.getRequestBody().readAllBytes())
                .path("access_token")
                .asString();
        try {
            String info = HTTP.send(
                            HttpRequest.newBuilder(URI.create(provider.tokenInfoUrl() + "?access_token=" + token))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            String email = JSON.readTree(info).path("email").asString("");
            Account account = accounts.get(email);
            if (account == null) {
                json(exchange, 401, Map.of("error", "Unknown."));
            } else {
                signedIn(exchange, email, account);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signedIn(HttpExchange exchange, String email, Account account) throws IOException {
        json(exchange, 200, Map.of("email", email, "name", account.name(), "token", account.token()));
    }

    private void person(HttpExchange exchange) throws IOException {
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replaceFirst("^Token ", "");
        tokensShown.add(token);
        for (Map.Entry<String, Account> each : accounts.entrySet()) {
            if (!refusesTokens && each.getValue().token().equals(token)) {
                json(
                        exchange,
                        200,
                        Map.of(
                                "id",
                                7,
                                "email",
                                each.getKey(),
                                "name",
                                each.getValue().name()));
                return;
            }
        }
        json(exchange, 401, Map.of("detail", "Invalid token."));
    }

    private static void json(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        send(exchange, status, "application/json", JSON.writeValueAsString(body));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type + ";charset=utf-8");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Not a test that waits: it is how long this ERP takes. */
    private static void await(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
