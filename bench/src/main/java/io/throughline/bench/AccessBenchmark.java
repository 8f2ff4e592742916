package io.throughline.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The token endpoint under programs that refresh as fast as they can, each its own chain of tokens, and the pages of the console
 * with the sample company; over HTTP, on the packed program and SQLite.
 */
final class AccessBenchmark {

    private static final int PROGRAMS = 16;
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int VISITS = 200;
    private static final String VERIFIER = "a-verifier-of-the-benchmark-that-is-long-enough";
    private static final String REDIRECT = "http://127.0.0.1:7777/callback";
    private static final List<String> PAGES = List.of(
            "/",
            "/workspaces",
            "/workspaces/APP",
            "/workspaces/APP/teams",
            "/workspaces/APP/members",
            "/integrations/mcp-server",
            "/integrations/apps",
            "/audit",
            "/account");

    private final Workbench workbench;

    AccessBenchmark(Workbench workbench) {
        this.workbench = workbench;
    }

    void run() throws IOException, InterruptedException, ExecutionException, GeneralSecurityException {
        Path data = Files.createTempDirectory(workbench.directory(), "access-");
        try (ServerProcess server = ServerProcess.start(
                List.of(workbench.launcher().toString(), "serve", "--demo", "--port", "0"),
                Map.of("THROUGHLINE_DATA", data.toString()),
                data.resolve("serve.log"))) {
            String password = Files.readString(data.resolve("sample-password")).strip();
            var person = new SignedInBrowser(server.address(), "marieke.degraaf@larkfield.example", password);
            pages(person);
            refreshes(server.address(), person);
        }
    }

    private void pages(SignedInBrowser person) throws IOException, InterruptedException {
        var table = new MarkdownTable("Page", "KB", "p50 ms", "p95 ms", "p99 ms");
        for (String page : PAGES) {
            int bytes = 0;
            var latencies = new Latencies();
            for (int visit = 0; visit < 2 * VISITS; visit++) {
                long startedAt = System.nanoTime();
                HttpResponse<String> answer = person.get(page);
                if (answer.statusCode() != 200) {
                    throw new IOException(page + " answers " + answer.statusCode());
                }
                if (visit >= VISITS) { // the first half warms up
                    latencies.add(System.nanoTime() - startedAt);
                }
                bytes = answer.body().getBytes(StandardCharsets.UTF_8).length;
            }
            table.row(page, bytes / 1024, latencies.said(50), latencies.said(95), latencies.said(99));
        }
        workbench.heading("Pages of the console with the sample company, one visitor, " + VISITS + " visits each");
        workbench.table(table);
    }

    private void refreshes(URI server, SignedInBrowser person)
            throws IOException, InterruptedException, ExecutionException, GeneralSecurityException {
        String clientId = register(person);
        List<String> tokens = new ArrayList<>();
        for (int program = 0; program < PROGRAMS; program++) {
            tokens.add(firstToken(person, clientId));
        }
        var table = new MarkdownTable("Round", "Refreshes", "Refreshes/s", "p50 ms", "p99 ms", "Lost");
        for (int round = 0; round <= workbench.rounds(); round++) {
            List<Chain> chains = atOnce(server, clientId, tokens);
            var latencies = new Latencies();
            chains.forEach(chain -> latencies.addAll(chain.latencies()));
            long lost = chains.stream().filter(Chain::lost).count();
            tokens = chains.stream().map(Chain::token).toList();
            if (round > 0) { // the first warms up
                table.row(
                        round,
                        latencies.size(),
                        String.format(Locale.ROOT, "%.0f", latencies.size() / (double) ROUND.toSeconds()),
                        latencies.said(50),
                        latencies.said(99),
                        lost);
            }
        }
        workbench.heading("Token endpoint: " + PROGRAMS + " programs that refresh without pause, SQLite");
        workbench.table(table);
    }

    /** @param lost whether a refresh was refused, so that the program would have to ask its person again */
    private record Chain(String token, Latencies latencies, boolean lost) {}

    private static List<Chain> atOnce(URI server, String clientId, List<String> tokens)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long until = System.nanoTime() + ROUND.toNanos();
            List<Future<Chain>> running = tokens.stream()
                    .map(token -> threads.submit(() -> chain(server, clientId, token, until)))
                    .toList();
            List<Chain> chains = new ArrayList<>();
            for (Future<Chain> each : running) {
                chains.add(each.get());
            }
            return chains;
        }
    }

    private static Chain chain(URI server, String clientId, String first, long untilNanos) throws IOException {
        var latencies = new Latencies();
        String token = first;
        try (var connection = new HttpConnection(server)) {
            while (System.nanoTime() < untilNanos) {
                String form = SignedInBrowser.form(
                        "grant_type", "refresh_token", "refresh_token", token, "client_id", clientId);
                long startedAt = System.nanoTime();
                HttpConnection.Response answer = connection.exchange(request(server, form));
                latencies.add(System.nanoTime() - startedAt);
                if (answer.status() != 200) {
                    return new Chain(token, latencies, true);
                }
                token = value(answer.text(), "refresh_token");
            }
        }
        return new Chain(token, latencies, false);
    }

    private static byte[] request(URI server, String form) {
        return ("POST /oauth/token HTTP/1.1\r\nHost: " + server.getAuthority()
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String register(SignedInBrowser person) throws IOException, InterruptedException {
        HttpResponse<String> answer = person.send(HttpRequest.newBuilder(person.address("/oauth/register"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"client_name\":\"Benchmark\",\"redirect_uris\":[\"" + REDIRECT + "\"]}")));
        return value(answer.body(), "client_id");
    }

    private static String firstToken(SignedInBrowser person, String clientId)
            throws IOException, InterruptedException, GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        HttpResponse<String> answer = person.get("/oauth/authorize?"
                + SignedInBrowser.form(
                        "response_type",
                        "code",
                        "client_id",
                        clientId,
                        "redirect_uri",
                        REDIRECT,
                        "scope",
                        "mcp:enabled backlog:read",
                        "code_challenge",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                        "code_challenge_method",
                        "S256"));
        HttpResponse<String> page =
                person.get(answer.headers().firstValue("Location").orElseThrow());
        HttpResponse<String> consent = person.submit(
                "/oauth/authorize",
                "client_id",
                clientId,
                "state",
                found(page.body(), "name=\"state\" value=\"([^\"]+)\""),
                "place",
                found(page.body(), "name=\"place\" value=\"([^\"/]+)\""),
                "scope",
                "mcp:enabled");
        String code = found(consent.headers().firstValue("Location").orElseThrow(), "[?&]code=([^&]+)");
        HttpResponse<String> tokens = person.post(
                "/oauth/token",
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                REDIRECT,
                "client_id",
                clientId,
                "code_verifier",
                VERIFIER);
        return value(tokens.body(), "refresh_token");
    }

    private static String value(String json, String name) {
        return found(json, "\"" + name + "\"\\s*:\\s*\"([^\"]+)\"");
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("There is no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
