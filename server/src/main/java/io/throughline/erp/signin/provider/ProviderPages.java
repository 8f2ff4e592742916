package io.throughline.erp.signin.provider;

import io.throughline.access.AccessService;
import io.throughline.erp.signin.SignInAttempt;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.erp.signin.provider.ProviderSignIn.Traveller;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.BrowserSignIns.Way;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages on which somebody signs in through the provider: {@code /login} says who asks and, at the press of a button, leads
 * away; {@code /callback} and {@code /store} take what comes back; {@code /result} tells how it went. A page that is only opened
 * changes nothing.
 */
final class ProviderPages extends HttpServlet {

    static final String CALLBACK = "/callback";
    static final String STORE = "/store";
    static final String LOGIN = "/login";
    static final String POPUP = "/popup";
    static final String HEALTH = "/health";
    static final String RESULT = "/result/";

    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final transient Pages pages;
    private final transient SignInAttempts attempts;
    private final transient @Nullable ProviderSteps provider;
    private final transient ProviderReturn comingBack;
    private final String erpName;

    /** @param provider null where nobody signs in through one */
    ProviderPages(Place place, Pages pages, SignInAttempts attempts, @Nullable ProviderSteps provider, String erpName) {
        this.place = place;
        this.pages = pages;
        this.attempts = attempts;
        this.provider = provider;
        this.erpName = erpName;
        this.comingBack = new ProviderReturn(place, pages, provider);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Pages.protect(response);
        String whole = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        String path = whole.substring(Math.min(whole.length(), place.prefix().length()));
        boolean posts = path.equals(STORE) || path.equals(POPUP);
        boolean both = path.equals(LOGIN) || path.startsWith(LOGIN + "/");
        boolean reads = OwnPage.reads(request);
        if (reads ? posts : !(request.getMethod().equals("POST") && (posts || both))) {
            response.setHeader("Allow", posts ? "POST" : both ? "GET, HEAD, POST" : "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        if (!reads && !OwnPage.sent(request, place.origin(request))) {
            comingBack.refuse(request, response, path.equals(STORE));
            return;
        }
        switch (path) {
            case "/style.css" -> Pages.file(response, "/static/throughline.css", "text/css; charset=utf-8");
            case "/favicon.svg" -> Pages.file(response, "/static/favicon.svg", "image/svg+xml");
            case "/returning.js", "/erp.js" -> Pages.file(response, "/erp" + path, "text/javascript; charset=utf-8");
            case HEALTH -> tellHealth(request, response);
            case CALLBACK -> comingBack.callback(request, response);
            case STORE -> comingBack.store(request, response);
            case POPUP -> leaveInPopup(request, response);
            default -> {
                if (both) {
                    login(request, response, path.substring(LOGIN.length()), reads);
                } else if (path.startsWith(RESULT)) {
                    result(request, response, path.substring(RESULT.length()));
                } else {
                    nothingHere(request, response);
                }
            }
        }
    }

    private void tellHealth(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String nonce = request.getParameter("nonce");
        String proof =
                nonce != null && ProviderSignIn.isId(nonce) ? place.proof(nonce).orElse("") : "";
        Pages.json(response, HttpServletResponse.SC_OK, Map.of("service", PortOwner.SERVICE, "proof", proof));
    }

    private void nothingHere(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pages.tell(
                request,
                response,
                place,
                HttpServletResponse.SC_NOT_FOUND,
                "This link is not valid",
                "It was replaced by a newer one, or is too old. Ask for the sign-in again to get another.");
    }

    private void login(HttpServletRequest request, HttpServletResponse response, String rest, boolean reads)
            throws IOException {
        String id = rest.isEmpty() ? "" : rest.substring(1);
        ProviderSteps through = provider;
        SignInAttempt attempt = ProviderSignIn.isId(id)
                ? attempts.find(id).filter(found -> found.way() == Way.PROVIDER).orElse(null)
                : null;
        if (attempt == null || through == null) {
            nothingHere(request, response);
            return;
        }
        if (!place.admits(request, attempt)) {
            comingBack.notYours(request, response);
            return;
        }
        Optional<Traveller> known = SignInCookie.ATTEMPT
                .find(request, ProviderSignIn.mark(id))
                .flatMap(Traveller::read)
                .filter(traveller -> traveller.attemptId().equals(id));
        if (known.flatMap(through.signIn()::find)
                .filter(found -> found.state().isOver())
                .isPresent()) {
            comingBack.toResult(request, response, ProviderSignIn.mark(id));
        } else if (attempt.state().isOver()) {
            pages.tell(
                    request,
                    response,
                    place,
                    HttpServletResponse.SC_GONE,
                    "This link is over",
                    "It was used or cancelled, or its time has run out. Ask for the sign-in again to get another.");
        } else if (reads) {
            ask(request, response, attempt, through);
        } else {
            leave(request, response, known.orElseGet(() -> Traveller.of(id)), through);
        }
    }

    private void ask(
            HttpServletRequest request, HttpServletResponse response, SignInAttempt attempt, ProviderSteps through)
            throws IOException {
        Map<String, String> values = Map.of(
                "client", shown(attempt.client()),
                "person", attempt.personName(),
                "erp", erpName,
                "provider", through.name());
        pages.show(request, response, place, HttpServletResponse.SC_OK, "login", values);
    }

    private void leave(
            HttpServletRequest request, HttpServletResponse response, Traveller traveller, ProviderSteps through)
            throws IOException {
        if (!through.signIn().takeOn(traveller)) {
            pages.tell(
                    request,
                    response,
                    place,
                    HttpServletResponse.SC_CONFLICT,
                    "This link is in use",
                    "It was opened in another browser, and works in that one only. Go on there, or ask for the sign-in"
                            + " again to get another link.");
            return;
        }
        SignInCookie.ATTEMPT.put(request, response, place, traveller.mark(), traveller.text());
        try {
            URI address = through.signIn().leave(traveller, callback(request));
            showLeaving(request, response, through, address);
        } catch (ProviderProblemException e) {
            comingBack.failed(request, response, e);
        }
    }

    private void leaveInPopup(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProviderSteps through = provider;
        if (through == null) {
            nothingHere(request, response);
            return;
        }
        try {
            PopupSignIn.Left left = through.popup().leave(callback(request));
            SignInCookie.POPUP.put(request, response, place, left.mark(), left.kept());
            showLeaving(request, response, through, left.address());
        } catch (ProviderProblemException e) {
            comingBack.failed(request, response, e);
        }
    }

    /** By a page: a redirect of a form may lead to our own pages only, and the provider may lead on to wherever people work. */
    private void showLeaving(
            HttpServletRequest request, HttpServletResponse response, ProviderSteps through, URI address)
            throws IOException {
        Map<String, String> values = Map.of("provider", through.name(), "address", address.toString());
        pages.show(request, response, place, HttpServletResponse.SC_OK, "leaving", values);
    }

    private URI callback(HttpServletRequest request) {
        return URI.create(place.pages(request) + CALLBACK);
    }

    private void result(HttpServletRequest request, HttpServletResponse response, String mark) throws IOException {
        ProviderSteps through = provider;
        Optional<Traveller> traveller = SignInCookie.ATTEMPT.find(request, mark).flatMap(Traveller::read);
        SignInAttempt attempt = through == null
                ? null
                : traveller.flatMap(through.signIn()::find).orElse(null);
        if (attempt == null) {
            nothingHere(request, response);
            return;
        }
        if (!place.admits(request, attempt)) {
            comingBack.notYours(request, response);
            return;
        }
        if (!attempt.state().isOver()) {
            response.setHeader("Refresh", "2");
        }
        String told = attempt.state() == State.EXPIRED
                ? "Nobody signed in within five minutes. Nothing was stored. Ask for the sign-in again."
                : attempt.told();
        Map<String, ?> values = Map.of(
                "title",
                title(attempt.state()),
                "told",
                told,
                "done",
                attempt.state() == State.DONE,
                "over",
                attempt.state().isOver());
        pages.show(request, response, place, HttpServletResponse.SC_OK, "result", values);
    }

    private static String shown(String client) {
        return client.equals(AccessService.LOCAL_CLIENT) ? "A program on this machine" : client;
    }

    private static String title(State state) {
        return switch (state) {
            case DONE -> "You are signed in";
            case WAITING, OPENED -> "Signing you in";
            case FAILED -> "You are not signed in";
            case CANCELLED -> "The sign-in was cancelled";
            case EXPIRED -> "The time has run out";
        };
    }
}
