package io.throughline.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person at the pages: cookies, forms and what is written in them. */
final class SignedInBrowser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private String csrf = "";

    SignedInBrowser(URI server, String email, String password) throws IOException, InterruptedException {
        this.server = server;
        get("/sign-in");
        HttpResponse<String> answer = post("/sign-in", "email", email, "password", password, "_csrf", csrf);
        if (answer.statusCode() != 302) {
            throw new IOException("The sample owner could not sign in: " + answer.statusCode());
        }
    }

    HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(address)).header("Accept", "text/html"));
    }

    HttpResponse<String> submit(String path, String... namesAndValues) throws IOException, InterruptedException {
        String[] fields = Arrays.copyOf(namesAndValues, namesAndValues.length + 2);
        fields[fields.length - 2] = "_csrf";
        fields[fields.length - 1] = csrf;
        return post(path, fields);
    }

    HttpResponse<String> post(String path, String... namesAndValues) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(namesAndValues))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        Matcher token = CSRF.matcher(answer.body());
        if (token.find()) {
            csrf = token.group(1);
        }
        return answer;
    }

    URI address(String path) {
        return server.resolve(path);
    }

    static String form(String... namesAndValues) {
        var form = new StringBuilder();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            form.append(at == 0 ? "" : "&")
                    .append(namesAndValues[at])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[at + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }
}
