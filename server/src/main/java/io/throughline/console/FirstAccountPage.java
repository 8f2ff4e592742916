package io.throughline.console;

import io.throughline.access.signin.BrowserSignIn;
import io.throughline.access.signin.OneTimeLinkService;
import io.throughline.access.signin.SignInWay;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where whoever set the server up makes their account. */
@Controller
@RequestMapping(OneTimeLinkService.FIRST_ACCOUNT_PAGE + "{secret}")
final class FirstAccountPage {

    private final FirstAccountService firstAccount;
    private final OneTimeLinkService links;
    private final BrowserSignIn signIn;

    FirstAccountPage(FirstAccountService firstAccount, OneTimeLinkService links, BrowserSignIn signIn) {
        this.firstAccount = firstAccount;
        this.links = links;
        this.signIn = signIn;
    }

    @GetMapping
    String show(@PathVariable("secret") String secret, HttpServletResponse response, Model model) {
        if (!links.isForFirstAccount(secret)) {
            return DeadLink.show(
                    response, model, "The server prints a new one at each start until there is an account.");
        }
        return page(secret, FirstAccountForm.empty(), new FormErrors(), model);
    }

    @PostMapping
    String create(
            @PathVariable("secret") String secret,
            @RequestParam("name") String name,
            @RequestParam("email") String email,
            @RequestParam("password") String password,
            @RequestParam("company") String company,
            @RequestParam(name = "workspaceName", defaultValue = "") String workspaceName,
            @RequestParam(name = "workspaceKey", defaultValue = "") String workspaceKey,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!links.isForFirstAccount(secret)) {
            return show(secret, response, model);
        }
        var form = new FirstAccountForm(name, email, password, company, workspaceName, workspaceKey);
        FormErrors errors = form.errors(firstAccount.needsWorkspace());
        if (!errors.any()) {
            errors.check(FormErrors.WHOLE, () -> {
                String address = firstAccount.create(secret, form, request.getRemoteAddr());
                signIn.begin(request, response, address, SignInWay.LINK);
            });
        }
        if (errors.any()) {
            response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
            return page(secret, form, errors, model);
        }
        return "redirect:/";
    }

    private String page(String secret, FirstAccountForm form, FormErrors errors, Model model) {
        model.addAttribute("page", OneTimeLinkService.FIRST_ACCOUNT_PAGE + secret);
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("needsWorkspace", firstAccount.needsWorkspace());
        return "first-account";
    }
}
