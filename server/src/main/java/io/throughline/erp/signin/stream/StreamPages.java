package io.throughline.erp.signin.stream;

import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.SignInAttempt;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.BrowserSignIns.State;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.eclipse.jetty.ee11.websocket.server.JettyWebSocketServerContainer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The pages behind a link to a streamed sign-in: the question, the picture, the end. A GET starts and binds nothing. */
@Controller
final class StreamPages {

    /** Where the links lead; an id follows. */
    static final String BASE = "/erp-browser/";

    private static final String PAGE = BASE + "{id:[A-Za-z0-9_-]{43}}";

    private final SignInAttempts attempts;
    private final StreamAccess access;
    private final StreamedBrowsers browsers;
    private final ErpSite site;

    StreamPages(SignInAttempts attempts, StreamAccess access, StreamedBrowsers browsers, ErpSite site) {
        this.attempts = attempts;
        this.access = access;
        this.browsers = browsers;
        this.site = site;
    }

    @GetMapping(PAGE)
    String page(@PathVariable String id, HttpServletRequest request, HttpServletResponse response, Model model) {
        protect(request, response);
        SignInAttempt attempt = access.require(request, id);
        if (attempt.state() == State.EXPIRED) {
            throw StreamRefusalException.noSuchLink();
        }
        model.addAttribute("path", BASE + id);
        model.addAttribute("attempt", attempt);
        model.addAttribute("host", site.page().map(URI::getAuthority).orElse("the ERP"));
        if (attempt.state().isOver()) {
            return "erp-browser-end";
        }
        if (attempt.state() == State.WAITING) {
            return "erp-browser-ask";
        }
        if (!access.isViewer(request, id)) {
            throw StreamRefusalException.anotherBrowser();
        }
        return "erp-browser";
    }

    @PostMapping(PAGE + "/open")
    String open(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        protect(request, response);
        if (!access.require(request, id).state().isOver()) {
            access.bind(request, response, id);
        }
        return "redirect:" + BASE + id;
    }

    @PostMapping(PAGE + "/cancel")
    String cancel(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) {
        protect(request, response);
        access.require(request, id);
        attempts.cancel(id);
        return "redirect:" + BASE + id;
    }

    @GetMapping(PAGE + "/stream")
    void stream(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int width,
            @RequestParam(defaultValue = "0") int height,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        access.require(request, id);
        if (!access.isOwnOrigin(request)) {
            throw StreamRefusalException.anotherOrigin();
        }
        if (!access.isViewer(request, id)) {
            throw StreamRefusalException.anotherBrowser();
        }
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw StreamRefusalException.noSocket();
        }
        var size = new ViewSize(width, height);
        boolean upgraded = JettyWebSocketServerContainer.getContainer(request.getServletContext())
                .upgrade(
                        (asked, answer) -> {
                            answer.setExtensions(List.of()); // pictures are compressed, and what is typed should not be
                            return new StreamSocket(browsers, id, size);
                        },
                        request,
                        response);
        if (!upgraded && !response.isCommitted()) {
            throw StreamRefusalException.noSocket();
        }
    }

    @ExceptionHandler(StreamRefusalException.class)
    ModelAndView refused(StreamRefusalException refusal, HttpServletRequest request) {
        var page = new ModelAndView("erp-browser-refused");
        page.setStatus(refusal.status());
        page.addObject("title", refusal.title());
        page.addObject("message", refusal.getMessage());
        page.addObject("otherPerson", refusal.status() == HttpStatus.FORBIDDEN && request.getRemoteUser() != null);
        return page;
    }

    private void protect(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' "
                        + access.socketOrigin(request)
                        + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
}
