package io.throughline.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of a browser as forms need: cookies, and the hidden fields of the page that it shows. Follows no redirect. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** By which a test may have the server called from outside; requests go to the server all the same. */
    public static final String PUBLIC_HOST = "plan.example";

    private final String url;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String csrf = "";

    /** @param url of the server, without a slash at the end */
    public Browser(String url) {
        this.url = url;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Sends a form with the token of the page that was shown last. */
    public HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", csrf);
        var body = new StringJoiner("&");
        all.forEach((name, value) -> body.add(encoded(name) + "=" + encoded(value)));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** As {@link #post}, with fields that may come more than once: names and values, one after the other. */
    public HttpResponse<String> submit(String path, String... namesAndValues) {
        return submitAsIs(path, form(namesAndValues) + "&_csrf=" + encoded(csrf));
    }

    /** Sends a form without the token, as another page or a program would. */
    public HttpResponse<String> submitAsIs(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Sends JSON, as a script of the page or a program would. */
    public HttpResponse<String> postJson(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path, headers).header("Content-Type", "application/json");
        if (!csrf.isEmpty()) {
            request.header("X-XSRF-TOKEN", csrf);
        }
        return send(request.POST(BodyPublishers.ofString(json)));
    }

    /** Opens a page and the pages that it leads on to, on this server. */
    public HttpResponse<String> follow(String path) {
        HttpResponse<String> response = get(path);
        for (int hops = 0; hops < 10 && response.statusCode() / 100 == 3; hops++) {
            String target = location(response).orElseThrow();
            URI to = URI.create(target);
            if (to.getHost() != null
                    && !List.of(URI.create(url).getHost(), PUBLIC_HOST).contains(to.getHost())) {
                break;
            }
            response = get(to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery()));
        }
        return response;
    }

    /** Names and values, one after the other, as a form sends them. */
    public static String form(String... namesAndValues) {
        var form = new StringJoiner("&");
        for (int at = 0; at < namesAndValues.length; at += 2) {
            form.add(encoded(namesAndValues[at]) + "=" + encoded(namesAndValues[at + 1]));
        }
        return form.toString();
    }

    public HttpResponse<String> method(String method, String path) {
        return send(request(path).header("X-XSRF-TOKEN", csrf).method(method, BodyPublishers.noBody()));
    }

    /** Shows the page with the form and sends it. */
    public HttpResponse<String> signIn(String email, String password) {
        get("/sign-in");
        return post("/sign-in", Map.of("email", email, "password", password));
    }

    /** Whether a page that needs a sign-in is shown. */
    public boolean isSignedIn() {
        return get("/").statusCode() == 200;
    }

    public static Optional<String> location(HttpResponse<?> response) {
        return response.headers().firstValue("Location");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (!cookies.isEmpty()) {
            var all = new StringJoiner("; ");
            cookies.forEach((name, value) -> all.add(name + "=" + value));
            request.header("Cookie", all.toString());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            for (String cookie : response.headers().allValues("Set-Cookie")) {
                String pair = cookie.split(";", 2)[0];
                String name = pair.substring(0, pair.indexOf('='));
                String value = pair.substring(pair.indexOf('=') + 1);
                if (value.isEmpty() || cookie.contains("Max-Age=0")) {
                    cookies.remove(name);
                } else {
                    cookies.put(name, value);
                }
            }
            Matcher token = CSRF.matcher(response.body());
            if (token.find()) {
                csrf = token.group(1);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
