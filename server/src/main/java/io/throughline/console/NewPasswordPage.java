package io.throughline.console;

import io.throughline.access.signin.BrowserSignIn;
import io.throughline.access.signin.OneTimeLinkService;
import io.throughline.access.signin.SignInService;
import io.throughline.access.signin.SignInWay;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where somebody who forgot their password sets a new one, by a link of the operator. */
@Controller
@RequestMapping(OneTimeLinkService.PASSWORD_PAGE + "{secret}")
final class NewPasswordPage {

    private final OneTimeLinkService links;
    private final BrowserSignIn signIn;

    NewPasswordPage(OneTimeLinkService links, BrowserSignIn signIn) {
        this.links = links;
        this.signIn = signIn;
    }

    @GetMapping
    String show(@PathVariable("secret") String secret, HttpServletResponse response, Model model) {
        return page(secret, new FormErrors(), response, model);
    }

    @PostMapping
    String set(
            @PathVariable("secret") String secret,
            @RequestParam("password") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var errors = new FormErrors();
        errors.check("password", () -> SignInService.requireGood(password));
        if (!errors.any()) {
            errors.check(FormErrors.WHOLE, () -> {
                String email = links.setPassword(secret, password, request.getRemoteAddr());
                signIn.begin(request, response, email, SignInWay.LINK);
            });
        }
        if (errors.any()) {
            response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
            return page(secret, errors, response, model);
        }
        return "redirect:/";
    }

    private String page(String secret, FormErrors errors, HttpServletResponse response, Model model) {
        Optional<String> email = links.emailForPassword(secret);
        if (email.isEmpty()) {
            return DeadLink.show(response, model, "The operator makes a new one with: throughline user link EMAIL");
        }
        model.addAttribute("page", OneTimeLinkService.PASSWORD_PAGE + secret);
        model.addAttribute("email", email.get());
        model.addAttribute("errors", errors);
        return "new-password";
    }
}
