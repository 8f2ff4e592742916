package io.throughline.console;

import io.throughline.access.signin.NextPage;
import io.throughline.access.signin.PasskeyPlace;
import io.throughline.access.signin.SignInConfiguration;
import io.throughline.access.signin.SignInProvider;
import io.throughline.access.signin.TooManyAttemptsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page with the ways to sign in. */
@Controller
final class SignInPage {

    private final PasskeyPlace passkeyPlace;
    private final SignInProvider provider;

    SignInPage(PasskeyPlace passkeyPlace, SignInProvider provider) {
        this.provider = provider;
        this.passkeyPlace = passkeyPlace;
    }

    @GetMapping(SignInConfiguration.SIGN_IN)
    String signIn(@RequestParam(NextPage.PARAMETER) @Nullable String next, HttpServletRequest request, Model model) {
        return page(next, "", request, model);
    }

    /** After an attempt that failed. */
    @RequestMapping(SignInConfiguration.REFUSED)
    String refused(
            @RequestParam(NextPage.PARAMETER) @Nullable String next,
            @RequestParam(SignInConfiguration.EMAIL) @Nullable String email,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Object why = request.getAttribute(SignInConfiguration.REFUSED);
        if (why == null) {
            return "redirect:" + SignInConfiguration.SIGN_IN; // somebody typed this address
        }
        if (why instanceof TooManyAttemptsException tooMany) {
            response.setStatus(429);
            response.setHeader("Retry-After", String.valueOf(tooMany.patience().toSeconds() + 1));
            model.addAttribute("wait", words(tooMany.patience()));
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            String told = SignInConfiguration.wordsOfProvider(why);
            model.addAttribute(told == null ? "failed" : "providerProblem", told == null ? true : told);
        }
        return page(next, email == null ? "" : email, request, model);
    }

    /** Leads to the identity provider. */
    @GetMapping(SignInConfiguration.THROUGH_PROVIDER)
    String throughProvider(
            @RequestParam(NextPage.PARAMETER) @Nullable String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (provider.name().isEmpty()) {
            return "redirect:" + SignInConfiguration.SIGN_IN;
        }
        if (!provider.answers()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            model.addAttribute(
                    "providerProblem",
                    provider.name().get() + " does not answer. Try again later, or sign in another way.");
            return page(next, "", request, model);
        }
        request.getSession().setAttribute(NextPage.PARAMETER, NextPage.of(next));
        return "redirect:" + SignInProvider.START;
    }

    private static String words(Duration wait) {
        long seconds = wait.toSeconds() + 1;
        return seconds <= 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
    }

    private String page(@Nullable String next, String email, HttpServletRequest request, Model model) {
        model.addAttribute("passkeyPlace", passkeyPlace);
        model.addAttribute("provider", provider.name().orElse(null));
        model.addAttribute("passkeysWork", passkeyPlace.host().equals(request.getServerName()));
        model.addAttribute("next", NextPage.of(next));
        model.addAttribute("email", email);
        return "sign-in";
    }
}
