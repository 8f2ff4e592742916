package io.throughline.erp.signin.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.console.Browser;
import io.throughline.erp.signin.OpenIdStub;
import io.throughline.erp.signin.OpenIdStub.ClientAuthentication;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.BrowserSignIns.Attempt;
import io.throughline.timelog.BrowserSignIns.Begun;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.SignInBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process without an HTTP server, a provider, and people at browsers. Everything goes over sockets. */
final class SignInBench implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("href=\"(http[^\"]+/authorize[^\"]+)\"");

    final OpenIdStub provider = new OpenIdStub();
    final int port = freePort();
    final TestServer server;
    final TestServer.Company company;
    final Principal ada;
    final Principal eve;

    /** @param more names of settings and their values, one after the other */
    SignInBench(TestDatabase database, String... more) {
        String[] usual = {
            "GOOGLE_CLIENT_ID", OpenIdStub.CLIENT,
            "GOOGLE_ISSUER", provider.issuer(),
            "GOOGLE_TOKENINFO_URL", provider.tokenInfoUrl(),
            "OAUTH_PORT", String.valueOf(port)
        };
        server = TestServer.on(
                database, Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new));
        company = server.company("firm");
        ada = company.principal();
        eve = server.colleague(company, "eve", Role.MEMBER);
    }

    static SignInBench withSecret(TestDatabase database) {
        return new SignInBench(database, "GOOGLE_CLIENT_SECRET", OpenIdStub.SECRET);
    }

    /** At a provider that takes programs without one. */
    static SignInBench withoutSecret(TestDatabase database) {
        var bench = new SignInBench(database);
        bench.provider.clients = ClientAuthentication.NONE;
        return bench;
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    Browser browser() {
        return new Browser(base());
    }

    Begun begin(Principal who) {
        return server.get(BrowserSignIns.class).begin(who, Way.PROVIDER);
    }

    /** Path of the link. */
    String link(Principal who) {
        return Objects.requireNonNull(begin(who).link()).getPath();
    }

    Attempt last(Principal who) {
        return server.get(BrowserSignIns.class).last(who).orElseThrow();
    }

    /** As whom somebody is signed in to the ERP. */
    String signedIn(Principal who) {
        return server.get(SignInBackend.class)
                .current(who)
                .map(known -> String.valueOf(known.person().email()))
                .orElse("nobody");
    }

    HttpResponse<String> post(Browser browser, String path, Map<String, String> fields) {
        return browser.post(path, fields, "Origin", base(), "Sec-Fetch-Site", "same-origin");
    }

    /** Presses the button of the page, and tells where that leads. */
    String leave(Browser browser, String path) {
        HttpResponse<String> page = post(browser, path, Map.of());
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return address(page);
    }

    static String address(HttpResponse<String> page) {
        Matcher found = ADDRESS.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    /** Goes to the provider and back, to the page that tells how it went. */
    HttpResponse<String> goThrough(Browser browser, String path) {
        return comeBack(browser, provider.redirect(leave(browser, path)));
    }

    HttpResponse<String> comeBack(Browser browser, URI back) {
        if (back.getRawFragment() != null) {
            assertThat(browser.get(back.getRawPath()).body()).contains("/returning.js");
            HttpResponse<String> stored = store(browser, OpenIdStub.parameters(back.getRawFragment()));
            Matcher next = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(stored.body());
            return next.find() ? browser.get(next.group(1)) : stored;
        }
        return browser.follow(back.getRawPath() + "?" + back.getRawQuery());
    }

    HttpResponse<String> store(Browser browser, Map<String, String> answer) {
        return post(browser, "/store", answer);
    }

    /** Whether anybody listens on the port. */
    boolean portIsFree() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.close();
        provider.close();
    }

    /** The addresses to which people were sent, and all that is logged meanwhile. */
    static List<String> secretsOf(URI back) {
        String answer = back.getRawFragment() == null ? back.getRawQuery() : back.getRawFragment();
        Map<String, String> all = OpenIdStub.parameters(answer);
        return new ArrayList<>(Stream.of("code", "access_token", "id_token", "state")
                .map(all::get)
                .filter(Objects::nonNull)
                .toList());
    }
}
