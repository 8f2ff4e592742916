package io.throughline.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.browser.BrowserInput.Key;
import io.throughline.browser.BrowserInput.Kind;
import io.throughline.browser.BrowserInput.Mouse;
import io.throughline.browser.BrowserInput.Point;
import io.throughline.browser.BrowserInput.Touch;
import io.throughline.browser.BrowserInput.Wheel;
import java.awt.image.BufferedImage;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real browser, looked at and typed into. */
class BrowserVisitTest {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 600;

    private static TestSite site;
    private static TestSite provider;
    private static RunningBrowser browser;
    private BrowserVisit visit;

    @BeforeAll
    static void start() throws Exception {
        site = new TestSite();
        provider = new TestSite();
        browser = BrowserTestBench.start(
                site.origin(),
                provider.origin(),
                URI.create("http://localhost:" + provider.port())); // another site by name
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        site.close();
        provider.close();
    }

    @AfterEach
    void leave() {
        if (visit != null) {
            visit.close();
        }
        site.told().clear();
    }

    private Seen visiting(URI page) throws Exception {
        visit = browser.visit(page, WIDTH, HEIGHT);
        return Seen.by(visit);
    }

    private static void untilTold(String text) {
        Seen.until(
                "the page told " + text + ", of " + site.told(),
                () -> site.told().contains(text));
    }

    private void click(double x, double y) {
        visit.send(new Mouse(Kind.MOVE, x, y, false, 0, 0));
        visit.send(new Mouse(Kind.START, x, y, false, 1, 0));
        visit.send(new Mouse(Kind.END, x, y, false, 1, 0));
    }

    private void type(String key, int keyCode, String text, int modifiers) {
        visit.send(new Key(true, key, "", keyCode, text, modifiers, false));
        visit.send(new Key(false, key, "", keyCode, null, modifiers, false));
    }

    @Test
    void aPageIsSeen() throws Exception {
        Seen seen = visiting(site.page("/red", "<body style='height:100vh;background:#f00'>"));
        seen.untilMiddleIs(0xff0000);
        assertThat(seen.lastFrame().width()).isEqualTo(WIDTH);
        assertThat(seen.lastFrame().height()).isEqualTo(HEIGHT);
        assertThat(visit.address()).isEqualTo(site.at("/red"));
        assertThat(visit.loadProblem()).isNull();
    }

    @Test
    void aClickIsFeltAndItsEffectSeen() throws Exception {
        URI page = site.page(
                "/button",
                "<body style='height:100vh;background:#f00' onclick=\"document.body.style.background = '#00f'; tell('clicked')\">");
        Seen seen = visiting(page);
        seen.untilMiddleIs(0xff0000);
        click(400, 300);
        untilTold("clicked");
        seen.untilMiddleIs(0x0000ff);
    }

    @Test
    void whatIsTypedArrives() throws Exception {
        URI page = site.page(
                "/form",
                "<form onsubmit=\"tell('sent ' + name.value); return false\">"
                        + "<input id=name autofocus style='width:700px;height:500px' onfocus=\"tell('ready')\"></form>");
        visiting(page);
        untilTold("ready");
        Seen.until("a field has the focus", visit::typing);
        type("A", 65, "A", BrowserInput.SHIFT);
        type("b", 66, "b", 0);
        visit.send(new BrowserInput.Composition("n", 1, 1));
        visit.send(new BrowserInput.Composition("に", 1, 1));
        visit.send(new BrowserInput.Text("日"));
        visit.send(new BrowserInput.Text(" pasted"));
        type("Enter", 13, null, 0);
        untilTold("sent Ab日 pasted");
        type("a", 65, "a", BrowserInput.CONTROL);
        visit.send(new BrowserInput.Text("other"));
        type("Enter", 13, null, 0);
        untilTold("sent other");
    }

    @Test
    void theClipboardOfTheMachineIsLeftAlone() throws Exception {
        URI page = site.page(
                "/copy",
                "<form onsubmit=\"tell('sent ' + name.value); return false\"><input id=name autofocus value=secret"
                        + " oncopy=\"tell('copied')\" onpaste=\"tell('pasted')\" onfocus=\"this.select(); tell('ready')\"></form>");
        visiting(page);
        untilTold("ready");
        for (String key : List.of("c", "x", "v")) {
            type(key, key.toUpperCase(java.util.Locale.ROOT).charAt(0), key, BrowserInput.CONTROL);
            type(key, key.toUpperCase(java.util.Locale.ROOT).charAt(0), key, BrowserInput.META);
        }
        type("Enter", 13, null, 0);
        untilTold("sent secret");
        assertThat(site.told()).doesNotContain("copied", "pasted");
    }

    @Test
    void keysOfTheBrowserItselfDoNothing() throws Exception {
        URI page = site.page(
                "/keys",
                "<form onsubmit=\"tell('sent ' + name.value); return false\"><input id=name autofocus value=a"
                        + " onfocus=\"tell('ready')\"></form>");
        visiting(page);
        untilTold("ready");
        for (String key : List.of("t", "n", "w", "o", "p", "s", "u", "l", "j")) {
            type(key, Character.toUpperCase(key.charAt(0)), key, BrowserInput.CONTROL);
        }
        for (int number = 1; number <= 12; number++) {
            type("F" + number, 111 + number, null, 0);
        }
        type("Enter", 13, null, 0);
        untilTold("sent a");
        assertThat(visit.popupOpen()).isFalse();
        assertThat(visit.address()).isEqualTo(page);
    }

    @Test
    void aListIsDrawnInThePage() throws Exception {
        Seen seen = visiting(site.page(
                "/list",
                "<style>body { margin: 0; background: #f00 } option { height: 500px; background: #00f }</style>"
                        + "<select style='width: 800px; height: 50px'><option>one<option>two</select>"));
        seen.untilMiddleIs(0xff0000);
        click(400, 25);
        seen.untilMiddleIs(0x0000ff);
    }

    @Test
    void aFieldInAFrameOfAnotherSiteIsTypedInto() throws Exception {
        provider.page(
                "/field",
                "<input onfocus=\"tell('focus')\" oninput=\"tell('now ' + this.value)\""
                        + " style='width:700px;height:500px'>");
        visiting(site.page(
                "/framing",
                "<iframe src='http://localhost:" + provider.port() + "/field' style='width:780px;height:580px'"
                        + " onload=\"tell('loaded')\"></iframe>"));
        untilTold("loaded");
        // Where a frame of another process stands on the page is known only some pictures after it has loaded.
        Seen.until("the frame has the focus", () -> {
            click(100, 100);
            return provider.told().contains("focus");
        });
        Seen.until("a field has the focus", visit::typing);
        visit.send(new BrowserInput.Text("abc"));
        Seen.until("the text arrived", () -> provider.told().contains("now abc"));
        provider.told().clear();
    }

    @Test
    void aWheelScrolls() throws Exception {
        visiting(site.page(
                "/long",
                "<body style='height:5000px' onload=\"tell('ready')\">"
                        + "<script>onscroll = () => { if (scrollY >= 300) tell('scrolled'); }</script>"));
        untilTold("ready");
        visit.send(new Wheel(400, 300, 0, 400, 0));
        untilTold("scrolled");
    }

    @Test
    void fingersTapAndScroll() throws Exception {
        visiting(site.page(
                "/touch",
                "<body style='height:5000px' onload=\"tell('ready')\" onclick=\"tell('tapped')\">"
                        + "<script>onscroll = () => { if (scrollY >= 100) tell('moved'); }</script>"));
        untilTold("ready");
        visit.send(new Touch(Kind.START, List.of(new Point(1, 300, 300))));
        visit.send(new Touch(Kind.END, List.of()));
        untilTold("tapped");
        visit.send(new Touch(Kind.START, List.of(new Point(2, 300, 500))));
        for (int y = 480; y >= 200; y -= 20) {
            visit.send(new Touch(Kind.MOVE, List.of(new Point(2, 300, y))));
        }
        visit.send(new Touch(Kind.END, List.of()));
        untilTold("moved");
    }

    @Test
    void aPopupIsFollowedAndLeft() throws Exception {
        URI popup = provider.page(
                "/sign-in",
                "<body style='height:100vh;background:#0f0' onclick=\"opener.postMessage('token', '*'); window.close()\">");
        URI page = site.page(
                "/with-popup",
                "<body style='height:100vh;background:#f00' onclick=\"window.open('" + popup
                        + "', '_blank', 'width=400,height=300')\">"
                        + "<script>onmessage = (event) => { localStorage.setItem('token', event.data);"
                        + " document.body.style.background = '#00f'; }</script>");
        Seen seen = visiting(page);
        seen.untilMiddleIs(0xff0000);
        click(400, 300);
        seen.untilMiddleIs(0x00ff00);
        assertThat(visit.popupOpen()).isTrue();
        assertThat(visit.address()).isEqualTo(popup);
        assertThat(seen.lastFrame().width()).isEqualTo(WIDTH);
        assertThat(visit.stored(provider.origin(), "token")).isEmpty();
        click(400, 300);
        seen.untilMiddleIs(0x0000ff);
        assertThat(visit.popupOpen()).isFalse();
        assertThat(visit.stored(site.origin(), "token")).contains("token");
    }

    @Test
    void aWindowWithoutOpenerIsFollowedToo() throws Exception {
        URI other = site.page("/other", "<body style='height:100vh;background:#0f0'>");
        for (String how : List.of(
                "<a href='" + other + "' target=_blank style='position:fixed;inset:0'></a>",
                "<script>onclick = () => open('" + other + "', '_blank', 'noopener')</script>")) {
            Seen seen = visiting(site.page("/linking", "<body style='height:100vh;background:#f00'>" + how));
            seen.untilMiddleIs(0xff0000);
            click(400, 300);
            seen.untilMiddleIs(0x00ff00);
            assertThat(visit.popupOpen()).isTrue();
            visit.closePopup();
            seen.untilMiddleIs(0xff0000);
            assertThat(visit.popupOpen()).isFalse();
            visit.close();
        }
    }

    @Test
    void whatAPageKeepsIsReadAtItsOriginAlone() throws Exception {
        URI page = site.page("/keeps", "<script>localStorage.setItem('token', 'a\\'b\"c'); tell('kept')</script>");
        visiting(page);
        untilTold("kept");
        assertThat(visit.stored(site.origin(), "token")).contains("a'b\"c");
        assertThat(visit.stored(site.origin(), "none")).isEmpty();
        assertThat(visit.stored(provider.origin(), "token")).isEmpty();
    }

    @Test
    void twoVisitsShareNothing() throws Exception {
        URI page = site.page(
                "/mine",
                "<script>tell('found ' + document.cookie + localStorage.getItem('token'));"
                        + " document.cookie = 'a=1'; localStorage.setItem('token', '1'); tell('kept')</script>");
        visiting(page);
        untilTold("kept");
        try (BrowserVisit second = browser.visit(page, WIDTH, HEIGHT)) {
            Seen.until(
                    "both told",
                    () -> site.told().stream().filter("kept"::equals).count() == 2);
            assertThat(site.told()).filteredOn(text -> text.startsWith("found")).containsOnly("found null");
            assertThat(second.stored(site.origin(), "token")).contains("1");
        }
    }

    @Test
    void aPageGetsAnotherSize() throws Exception {
        Seen seen = visiting(site.page(
                "/sized", "<body style='height:100vh;background:#f00' onresize=\"tell('now ' + innerWidth)\">"));
        seen.untilMiddleIs(0xff0000);
        visit.resize(390, 844);
        untilTold("now 390");
        Seen.until("a picture of that size came", () -> {
            BufferedImage image = Seen.image(seen.lastFrame());
            return seen.lastFrame().width() == 390 && image.getWidth() == 390 && image.getHeight() == 844;
        });
    }

    @Test
    void aBoxOfThePageDoesNotHoldItUp() throws Exception {
        visiting(site.page("/alert", "<script>alert('Wrong password'); tell('went on ' + confirm('Sure?'))</script>"));
        untilTold("went on false");
        assertThat(visit.said()).isEqualTo("Sure?");
    }

    @Test
    void aPageThatCrashesIsTold() throws Exception {
        Seen seen = visiting(site.page("/crash", "<body style='height:100vh;background:#f00'>"));
        seen.untilMiddleIs(0xff0000);
        visit.crash();
        assertThat(seen.untilEnded()).isEqualTo("The page crashed. Ask for a new sign-in link and try again.");
        assertThat(visit.stored(site.origin(), "token")).isEqualTo(Optional.empty());
    }

    @Test
    void aPageThatIsNotThereIsTold() throws Exception {
        TestSite down = new TestSite();
        try (RunningBrowser other = BrowserTestBench.start(down.origin())) {
            down.close();
            try (BrowserVisit there = other.visit(down.at("/"), WIDTH, HEIGHT)) {
                Seen.until("the problem is told", () -> there.loadProblem() != null);
                assertThat(there.loadProblem())
                        .isEqualTo("127.0.0.1:" + down.port()
                                + " does not answer (net::ERR_CONNECTION_REFUSED). Try again when it runs.");
            }
        }
    }
}
