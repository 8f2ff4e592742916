package io.throughline.console;

import io.throughline.access.signin.NextPage;
import io.throughline.access.signin.SignInConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page with the ways to sign in. */
@Controller
final class SignInPage {

    @GetMapping(SignInConfiguration.SIGN_IN)
    String signIn(
            @RequestParam(NextPage.PARAMETER) @Nullable String next,
            @RequestParam("failed") @Nullable String failed,
            Model model) {
        model.addAttribute("next", NextPage.of(next));
        model.addAttribute("failed", failed != null);
        return "sign-in";
    }
}
