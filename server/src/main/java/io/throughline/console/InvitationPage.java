package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.signin.BrowserSignIn;
import io.throughline.access.signin.Invitation;
import io.throughline.access.signin.InvitationService;
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

/** Where an invited person joins: with the account they are signed in to, or with a new one. */
@Controller
@RequestMapping(InvitationService.PAGE + "{secret}")
final class InvitationPage {

    private final InvitationService invitations;
    private final AccessService access;
    private final BrowserSignIn signIn;

    InvitationPage(InvitationService invitations, AccessService access, BrowserSignIn signIn) {
        this.invitations = invitations;
        this.access = access;
        this.signIn = signIn;
    }

    @GetMapping
    String show(
            @PathVariable("secret") String secret,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        return page(secret, "", new FormErrors(), request, response, model);
    }

    /** With the account that is signed in. */
    @PostMapping("/accept")
    String accept(
            @PathVariable("secret") String secret,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String email = request.getRemoteUser();
        if (email == null) {
            return "redirect:" + InvitationService.PAGE + secret;
        }
        var errors = new FormErrors();
        errors.check(FormErrors.WHOLE, () -> invitations.accept(secret, access.person(email), request.getRemoteAddr()));
        return errors.any() ? refused(secret, "", errors, request, response, model) : "redirect:/";
    }

    /** With an account that is made now. */
    @PostMapping
    String create(
            @PathVariable("secret") String secret,
            @RequestParam("name") String name,
            @RequestParam("password") String password,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var errors = new FormErrors();
        errors.check("name", () -> AccessService.checkedName(name, "Your name"));
        errors.check("password", () -> SignInService.requireGood(password));
        if (!errors.any()) {
            errors.check(FormErrors.WHOLE, () -> {
                String email = invitations.acceptAsNew(secret, name, password, null, request.getRemoteAddr());
                signIn.begin(request, response, email, SignInWay.LINK);
            });
        }
        return errors.any() ? refused(secret, name, errors, request, response, model) : "redirect:/";
    }

    private String refused(
            String secret,
            String name,
            FormErrors errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
        return page(secret, name, errors, request, response, model);
    }

    private String page(
            String secret,
            String name,
            FormErrors errors,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<Invitation> invitation = invitations.find(secret);
        if (invitation.isEmpty()) {
            return DeadLink.show(response, model, "Ask whoever invited you for a new one.");
        }
        String email = request.getRemoteUser();
        model.addAttribute("invitation", invitation.get());
        model.addAttribute("page", InvitationService.PAGE + secret);
        model.addAttribute("signedInAs", email);
        model.addAttribute("forThem", invitation.get().email().equals(email));
        model.addAttribute("name", name);
        model.addAttribute("errors", errors);
        return "invitation";
    }
}
