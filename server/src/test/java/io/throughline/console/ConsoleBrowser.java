package io.throughline.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody at a browser: keeps cookies, follows no redirect by itself, sends forms with the token of a page. */
final class ConsoleBrowser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String server;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    ConsoleBrowser(String server) {
        this.server = server;
    }

    ConsoleBrowser signedInAs(String email, String password) {
        HttpResponse<String> answer = post("/sign-in", "/sign-in", Map.of("email", email, "password", password));
        if (answer.statusCode() != 302) {
            throw new IllegalStateException("The sign-in of " + email + " gave " + answer.statusCode());
        }
        return this;
    }

    HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET());
    }

    /** Sends a form as the page with it would. */
    HttpResponse<String> post(String page, String path, Map<String, String> fields) {
        return postWithout(path, withToken(page, fields));
    }

    private Map<String, String> withToken(String page, Map<String, String> fields) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put("_csrf", token(page));
        return all;
    }

    String token(String page) {
        String body = get(page).body();
        Matcher token = TOKEN.matcher(body);
        if (!token.find()) {
            throw new IllegalStateException("There is no form on " + page + ": " + body);
        }
        return token.group(1);
    }

    /** Without the token against forged forms. */
    HttpResponse<String> postWithout(String path, Map<String, String> fields) {
        List<String> parts = new ArrayList<>();
        fields.forEach((name, value) -> parts.add(encoded(name) + "=" + encoded(value)));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", parts))));
    }

    /** Sends a form with a file in the field {@code file}. */
    HttpResponse<String> upload(String page, String path, String fileName, byte[] content, Map<String, String> fields) {
        var body = new ByteArrayOutputStream();
        withToken(page, fields)
                .forEach((name, value) -> write(
                        body,
                        "--limit\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"));
        write(
                body,
                "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName
                        + "\"\r\nContent-Type: text/plain\r\n\r\n");
        body.writeBytes(content);
        write(body, "\r\n--limit--\r\n");
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=limit")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path)).header("Accept", "text/html");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
