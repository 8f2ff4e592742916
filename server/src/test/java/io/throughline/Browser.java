package io.throughline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does without scripts: cookies, forms with their hidden fields, redirects one at a time. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private String csrf = "";

    /** @param base address without a slash at the end */
    public Browser(String base) {
        this.base = base;
    }

    /** @param address of this server, or a path of it */
    public HttpResponse<String> get(String address) {
        return send(HttpRequest.newBuilder(uri(address)).header("Accept", "text/html"));
    }

    /** Submits a form with the CSRF token of the last page. */
    public HttpResponse<String> post(String address, String... namesAndValues) {
        List<String> fields = new ArrayList<>(List.of(namesAndValues));
        fields.addAll(List.of("_csrf", csrf));
        return postAsIs(address, fields.toArray(String[]::new));
    }

    /** Submits fields and nothing else. */
    public HttpResponse<String> postAsIs(String address, String... namesAndValues) {
        return send(HttpRequest.newBuilder(uri(address))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(namesAndValues))));
    }

    /** Opens a page and the pages that it leads on to, on this server. */
    public HttpResponse<String> follow(String address) {
        HttpResponse<String> answer = get(address);
        for (int hops = 0; hops < 10 && answer.statusCode() / 100 == 3 && toHere(answer); hops++) {
            answer = get(location(answer));
        }
        return answer;
    }

    private boolean toHere(HttpResponse<String> answer) {
        return uri(location(answer)).toString().startsWith(base + "/");
    }

    public static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    public HttpResponse<String> signIn(String email, String password) {
        get("/sign-in");
        return post("/sign-in", "email", email, "password", password);
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    /** Sends what only a test would. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer =
                    client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
            Matcher token = CSRF.matcher(answer.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI uri(String address) {
        return URI.create(address.startsWith("/") ? base + address : address);
    }

    public static String form(String... namesAndValues) {
        var form = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(namesAndValues[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
