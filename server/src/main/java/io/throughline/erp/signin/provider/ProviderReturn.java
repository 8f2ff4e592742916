package io.throughline.erp.signin.provider;

import io.throughline.erp.signin.SignInAttempt;
import io.throughline.erp.signin.provider.ProviderSignIn.Traveller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a browser brings back from the provider: in the address ({@code /callback}), or posted by our page ({@code /store})
 * where the provider puts it behind the {@code #}, which only scripts see. Then leads to an address that bears none of it.
 */
final class ProviderReturn {

    private static final int MOST_BYTES = 16 * 1024;
    private static final String PROBLEM = "problem";

    private final Place place;
    private final Pages pages;
    private final @Nullable ProviderSteps provider;

    ProviderReturn(Place place, Pages pages, @Nullable ProviderSteps provider) {
        this.place = place;
        this.pages = pages;
        this.provider = provider;
    }

    void callback(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ProviderAnswer answer = ProviderAnswer.of(request);
        boolean forScript = answer.saysNothing()
                || SignInCookie.POPUP.find(request, answer.mark()).isPresent();
        if (forScript) {
            pages.show(
                    request,
                    response,
                    place,
                    HttpServletResponse.SC_OK,
                    "returning",
                    Map.of("script", "/returning.js"));
            return;
        }
        ProviderSteps through = provider;
        Traveller traveller = traveller(request, answer).orElse(null);
        SignInAttempt attempt = through == null || traveller == null
                ? null
                : through.signIn().find(traveller).orElse(null);
        if (through == null || traveller == null || attempt == null) {
            refuse(request, response, false);
        } else if (!place.admits(request, attempt)) {
            notYours(request, response);
        } else {
            through.signIn().comeBack(traveller, answer);
            toResult(request, response, answer.mark());
        }
    }

    private static Optional<Traveller> traveller(HttpServletRequest request, ProviderAnswer answer) {
        return SignInCookie.ATTEMPT
                .find(request, answer.mark())
                .flatMap(Traveller::read)
                .filter(known -> known.mark().equals(answer.mark()));
    }

    void store(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getContentLengthLong() > MOST_BYTES) {
            Pages.json(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    Map.of(PROBLEM, "The provider's answer is too long. Ask for the sign-in again."));
            return;
        }
        ProviderAnswer answer = ProviderAnswer.of(request);
        String kept = SignInCookie.POPUP.find(request, answer.mark()).orElse(null);
        ProviderSteps through = provider;
        if (kept != null && through != null) {
            SignInCookie.POPUP.remove(request, response, place, answer.mark());
            storeOfPopup(response, through, kept, answer);
            return;
        }
        Traveller traveller = traveller(request, answer).orElse(null);
        if (through == null || traveller == null || !isAdmitted(request, through, traveller)) {
            refuse(request, response, true);
            return;
        }
        through.signIn().comeBack(traveller, answer);
        Pages.json(response, HttpServletResponse.SC_OK, Map.of("next", resultPath(request, answer.mark())));
    }

    private boolean isAdmitted(HttpServletRequest request, ProviderSteps through, Traveller traveller) {
        return through.signIn()
                .find(traveller)
                .filter(attempt -> place.admits(request, attempt))
                .isPresent();
    }

    /** The page hands the token to the ERP, as that of a foreign ERP does. */
    private static void storeOfPopup(
            HttpServletResponse response, ProviderSteps through, String kept, ProviderAnswer answer)
            throws IOException {
        try {
            String token = through.popup().comeBack(kept, answer);
            Pages.json(response, HttpServletResponse.SC_OK, Map.of("access_token", token));
        } catch (ProviderProblemException e) {
            Pages.json(response, HttpServletResponse.SC_BAD_REQUEST, Map.of(PROBLEM, String.valueOf(e.getMessage())));
        }
    }

    void toResult(HttpServletRequest request, HttpServletResponse response, String mark) {
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", resultPath(request, mark));
    }

    private String resultPath(HttpServletRequest request, String mark) {
        return place.pages(request).getPath() + ProviderPages.RESULT + mark;
    }

    /** @param asJson for a script */
    void refuse(HttpServletRequest request, HttpServletResponse response, boolean asJson) throws IOException {
        String words =
                "This sign-in was not begun in this browser, or not on a page of this server. Nothing was stored."
                        + " Open the link that you were given, in one browser, or ask for another.";
        if (asJson) {
            Pages.json(response, HttpServletResponse.SC_FORBIDDEN, Map.of(PROBLEM, words));
        } else {
            pages.tell(request, response, place, HttpServletResponse.SC_FORBIDDEN, "This is not your sign-in", words);
        }
    }

    /** Without a word on whose it is. */
    void notYours(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pages.tell(
                request,
                response,
                place,
                HttpServletResponse.SC_FORBIDDEN,
                "This link is for somebody else",
                "It works only for the person who asked for it, signed in to this server. Sign in as that person, or ask"
                        + " for a link of your own.");
    }

    void failed(HttpServletRequest request, HttpServletResponse response, ProviderProblemException problem)
            throws IOException {
        pages.tell(
                request,
                response,
                place,
                HttpServletResponse.SC_BAD_GATEWAY,
                "You are not signed in",
                String.valueOf(problem.getMessage()));
    }
}
