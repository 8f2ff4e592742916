package io.throughline.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of a real browser try what they can to reach a site that they may not reach, on a host that they may. */
class BrowserReachTest {

    private TestSite site;
    private TestSite forbidden;
    private RunningBrowser browser;

    @BeforeEach
    void start() throws Exception {
        site = new TestSite();
        forbidden = new TestSite();
        forbidden.file("/secret", "text/plain", "secret");
        forbidden.file("/worker.js", "text/javascript", "postMessage('ran')");
        browser = BrowserTestBench.start(site.origin());
    }

    @AfterEach
    void stop() {
        browser.close();
        site.close();
        forbidden.close();
    }

    /** Opens a page whose script tries something, and tells "done" when it knows how it went. */
    private void tries(String script) throws Exception {
        String html = "<body><script type=module>"
                + script.replace("FORBIDDEN", forbidden.origin().toString())
                        .replace("SOCKET", "ws://127.0.0.1:" + forbidden.port())
                + "</script>";
        try (BrowserVisit visit = browser.visit(site.page("/tries", html), 800, 600)) {
            Seen.until(
                    "the page knows, and told " + site.told(), () -> site.told().contains("done"));
            Seen.until("the page is there", () -> !visit.address().toString().equals("about:blank"));
        }
        assertThat(forbidden.connections()).as("connections to the other site").isZero();
    }

    @Test
    void imagesFramesAndFetchesGoNowhereElse() throws Exception {
        tries("""
                const image = new Image();
                await new Promise((done) => { image.onerror = () => { tell('no image'); done(); }; image.src = 'FORBIDDEN/secret'; });
                await fetch('FORBIDDEN/secret', {mode: 'no-cors'}).then(() => tell('fetched'), () => tell('not fetched'));
                navigator.sendBeacon('FORBIDDEN/secret', 'x');
                const frame = document.createElement('iframe');
                await new Promise((done) => { frame.onload = done; frame.src = 'FORBIDDEN/secret'; document.body.append(frame); });
                tell('done');
                """);
        assertThat(site.told()).contains("no image", "not fetched").doesNotContain("fetched");
    }

    @Test
    void aRedirectIsNoWayOut() throws Exception {
        site.redirect("/away", forbidden.at("/secret").toString());
        tries(
                "await fetch('/away', {mode: 'no-cors'}).then(() => tell('fetched'), () => tell('not fetched')); tell('done')");
        assertThat(site.told()).contains("not fetched");
        try (BrowserVisit visit = browser.visit(site.at("/away"), 800, 600)) {
            Seen.until("the problem is told", () -> visit.loadProblem() != null);
            assertThat(visit.loadProblem())
                    .isEqualTo("This page wanted to go to 127.0.0.1:" + forbidden.port()
                            + ", which sign-in pages may not reach here. If it belongs to the sign-in, ask the operator"
                            + " of this server to allow it.");
        }
        assertThat(forbidden.connections()).isZero();
    }

    @Test
    void aPageItselfGoesNowhereElse() throws Exception {
        URI page = site.page("/leaving", "<script>location = '" + forbidden.at("/secret") + "'</script>");
        try (BrowserVisit visit = browser.visit(page, 800, 600)) {
            Seen.until("the problem is told", () -> visit.loadProblem() != null);
        }
        assertThat(forbidden.connections()).isZero();
    }

    @Test
    void socketsGoNowhereElse() throws Exception {
        tries("""
                const closed = (kind) => new Promise((done) => {
                    const socket = new kind('SOCKET/');
                    socket.onclose = done;
                    socket.onerror = done;
                });
                await closed(WebSocket);
                const frame = document.createElement('iframe');
                document.body.append(frame);
                await closed(frame.contentWindow.WebSocket);
                const source = "const s = new WebSocket('SOCKET/'); s.onclose = s.onerror = () => postMessage('closed');";
                const worker = new Worker(URL.createObjectURL(new Blob([source])));
                await new Promise((done) => { worker.onmessage = done; });
                tell('rtc ' + typeof RTCPeerConnection + ' ' + typeof frame.contentWindow.RTCPeerConnection);
                tell('done');
                """);
        assertThat(site.told()).contains("rtc undefined undefined");
    }

    /** Their scripts could make a frame whose web sockets no policy governs. */
    @Test
    void documentsOfXmlAreNotShown() throws Exception {
        String script = "<script xmlns='http://www.w3.org/1999/xhtml'>"
                + "fetch('/told', {method: 'POST', body: 'drawn'});"
                + "const f = document.createElementNS('http://www.w3.org/1999/xhtml', 'iframe');"
                + "document.documentElement.append(f); new f.contentWindow.WebSocket('ws://127.0.0.1:"
                + forbidden.port() + "/');</script>";
        String picture = "<svg xmlns='http://www.w3.org/2000/svg'>" + script + "</svg>";
        for (String type :
                List.of("image/svg+xml", "application/xml", "text/xml", "application/xhtml+xml", "a/b+xml")) {
            try (BrowserVisit visit = browser.visit(site.file("/picture", type, picture), 800, 600)) {
                Seen.until("the problem is told of " + type, () -> visit.loadProblem() != null);
                assertThat(visit.loadProblem())
                        .isEqualTo(
                                "127.0.0.1:" + site.port() + " answered with something other than a web page, which is"
                                        + " not shown here. Ask whoever runs it.");
            }
        }
        site.file("/picture", "image/svg+xml", picture);
        site.file(
                "/service.js",
                "text/javascript",
                "onfetch = (e) => { if (e.request.url.endsWith('/made')) e.respondWith(new Response(PICTURE,"
                                .replace("PICTURE", DevToolsMessage.quoted(picture))
                        + " {headers: {'Content-Type': 'image/svg+xml'}})); };"
                        + "onactivate = (e) => e.waitUntil(clients.claim());");
        tries("""
                const shown = (to) => new Promise((done) => {
                    const frame = document.createElement('iframe');
                    frame.onload = done;
                    frame.src = to;
                    document.body.append(frame);
                });
                await shown('/picture');
                const claimed = new Promise((done) => { navigator.serviceWorker.oncontrollerchange = done; });
                await navigator.serviceWorker.register('/service.js');
                await claimed;
                await shown('/made');
                tell('done');
                """);
        assertThat(site.told()).doesNotContain("drawn");
    }

    @Test
    void socketsOfAllowedSitesAreOpened() throws Exception {
        URI page = site.page(
                "/socket",
                "<script>const s = new WebSocket('ws://' + location.host + '/live'); s.onclose = () => tell('closed')</script>");
        try (BrowserVisit visit = browser.visit(page, 800, 600)) {
            Seen.until("the page was answered", () -> site.told().contains("closed"));
            assertThat(visit.loadProblem()).isNull();
        }
        assertThat(site.asked()).contains("/live");
    }

    @Test
    void workersGoNowhereElse() throws Exception {
        String fetches =
                "try { await fetch('FORBIDDEN/secret', {mode: 'no-cors'}); say('fetched'); } catch (e) { say('not fetched'); }"
                        .replace("FORBIDDEN", forbidden.origin().toString());
        String connects = "await new Promise((done) => { const s = new WebSocket('ws://127.0.0.1:" + forbidden.port()
                + "/'); s.onclose = done; s.onerror = done; }); say('closed');";
        site.file("/dedicated.js", "text/javascript", "const say = (x) => postMessage(x);" + fetches + connects);
        site.file(
                "/shared.js",
                "text/javascript",
                "let port; const ready = new Promise((done) => { onconnect = (e) => { port = e.ports[0]; done(); }; });"
                        + "(async () => { await ready; const say = (x) => port.postMessage(x);" + fetches + connects
                        + "})();");
        site.file(
                "/service.js",
                "text/javascript",
                "onmessage = async (event) => { const say = (x) => event.source.postMessage(x);" + fetches + connects
                        + "};");
        tries("""
                const hear = (target, name) => new Promise((done) => target.addEventListener('message', (event) => {
                    tell(name + ' ' + event.data);
                    if (event.data === 'closed') done();
                }));
                const dedicated = new Worker('/dedicated.js', {type: 'module'});
                await hear(dedicated, 'dedicated');
                const shared = new SharedWorker('/shared.js');
                const heard = hear(shared.port, 'shared');
                shared.port.start();
                await heard;
                await navigator.serviceWorker.register('/service.js');
                const service = (await navigator.serviceWorker.ready).active;
                const answered = hear(navigator.serviceWorker, 'service');
                navigator.serviceWorker.startMessages();
                service.postMessage('go');
                await answered;
                tell('done');
                """);
        assertThat(site.told()).contains("dedicated not fetched", "shared not fetched", "service not fetched");
    }

    @Test
    void filesAreNotShown() throws Exception {
        URI page = site.page(
                "/files",
                "<a id=a href='file:///etc/passwd'></a><script>for (const to of ['file:///etc/passwd', 'view-source:file:///etc/passwd',"
                        + " 'chrome://version', 'data:text/html,<p>x']) { try { location = to; window.open(to); } catch { } }"
                        + " a.click(); setTimeout(() => tell('still here'), 300);</script>");
        try (BrowserVisit visit = browser.visit(page, 800, 600)) {
            Seen.until("the page went on", () -> site.told().contains("still here"));
            assertThat(visit.address()).isEqualTo(page);
        }
        for (String out : List.of("file:///etc/passwd", "chrome://version", "data:text/html,x", "ftp://127.0.0.1/")) {
            assertThatThrownBy(() -> browser.visit(URI.create(out), 800, 600))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesOutOfReachAreNotLookedUp() throws Exception {
        String name = "localhost:" + site.port();
        tries("await fetch('http://" + name
                + "/tries', {mode: 'no-cors'}).then(() => tell('fetched'), () => tell('not fetched'));"
                + " tell('done')");
        assertThat(site.told()).contains("not fetched");
    }

    @Test
    void hostsAreReachedByHttpsAlone() {
        Reach reach = new Reach(
                Set.of(URI.create("http://127.0.0.1:8000"), URI.create("https://erp.example.com")),
                List.of("accounts.google.com", "*.gstatic.com", "sso.example.com:8443"));
        for (String in : List.of(
                "http://127.0.0.1:8000/a?b",
                "https://erp.example.com:443/",
                "https://ERP.example.com/x|y",
                "https://accounts.google.com/o",
                "https://www.gstatic.com",
                "https://sso.example.com:8443/",
                "wss://erp.example.com/live")) {
            assertThat(reach.allows(in)).as(in).isTrue();
        }
        for (String out : List.of(
                "http://127.0.0.1:8001/",
                "https://127.0.0.1:8000/",
                "http://erp.example.com/",
                "https://erp.example.com.evil.example/",
                "https://erp.example.com@evil.example/",
                "https://evil.example\\@erp.example.com/",
                "http://accounts.google.com/",
                "https://accounts.google.com:8443/",
                "https://gstatic.com/",
                "https://evilgstatic.com/",
                "https://sso.example.com/",
                "file:///etc/passwd",
                "data:text/html,x",
                "blob:https://erp.example.com/1",
                "javascript:alert(1)",
                "view-source:https://erp.example.com/",
                "")) {
            assertThat(reach.allows(out)).as(out).isFalse();
        }
    }
}
