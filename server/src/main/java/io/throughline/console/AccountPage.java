package io.throughline.console;

import io.throughline.access.Person;
import io.throughline.access.signin.BrowserSignIn;
import io.throughline.access.signin.PasskeyPlace;
import io.throughline.access.signin.PasskeyService;
import io.throughline.access.signin.SessionService;
import io.throughline.access.signin.SignInService;
import io.throughline.problem.CallerMistakeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What belongs to a person themselves: their name, how they sign in, and where they are signed in. */
@Controller
@RequestMapping(AccountPage.PATH)
final class AccountPage {

    static final String PATH = "/account";

    private final SignInService accounts;
    private final SessionService sessions;
    private final PasskeyService passkeys;
    private final PasskeyPlace passkeyPlace;

    AccountPage(SignInService accounts, SessionService sessions, PasskeyService passkeys, PasskeyPlace passkeyPlace) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passkeys = passkeys;
        this.passkeyPlace = passkeyPlace;
    }

    @GetMapping
    String show(Visit visit, HttpServletRequest request, Model model) {
        Person person = visit.person();
        return page(person, person.name(), person.zone().getId(), new FormErrors(), request, model);
    }

    @PostMapping
    String rename(
            @RequestParam("name") String name,
            @RequestParam("zone") String zone,
            Visit visit,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var errors = new FormErrors();
        errors.check("zone", () -> zone(zone));
        if (!errors.any()) {
            errors.check("name", () -> accounts.rename(visit.person(), name, zone(zone)));
        }
        if (errors.any()) {
            response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
            return page(visit.person(), name, zone, errors, request, model);
        }
        return saved(after, "Your name and time zone are saved.");
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new CallerMistakeException("'" + name + "' is no time zone. Give one such as Europe/Berlin.");
        }
    }

    @PostMapping("/password")
    String setPassword(
            @RequestParam(name = "current", defaultValue = "") String current,
            @RequestParam("password") String password,
            Visit visit,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        Person person = visit.person();
        var errors = new FormErrors();
        errors.check("password", () -> SignInService.requireGood(password));
        if (!errors.any() && accounts.hasPassword(person)) {
            errors.check("current", () -> accounts.requireCurrent(person, current));
        }
        if (errors.any()) {
            response.setStatus(HttpServletResponse.SC_UNPROCESSABLE_CONTENT);
            return page(person, person.name(), person.zone().getId(), errors, request, model);
        }
        accounts.setPassword(person, password, sessionId(request), BrowserSignIn.CLIENT, request.getRemoteAddr());
        return saved(after, "The new password is set. You are signed out everywhere else.");
    }

    @PostMapping("/passkeys/remove")
    String removePasskey(
            @RequestParam("id") String credentialId,
            Visit visit,
            HttpServletRequest request,
            RedirectAttributes after) {
        try {
            passkeys.remove(visit.person(), credentialId, request.getRemoteAddr());
            return saved(after, "The passkey is removed.");
        } catch (CallerMistakeException e) {
            return saved(after, String.valueOf(e.getMessage()));
        }
    }

    /** This browser, too: whoever asks for it may not be sure where they are signed in. */
    @PostMapping("/sign-out-everywhere")
    String signOutEverywhere(Visit visit, HttpServletRequest request) {
        sessions.endAll(visit.person().email(), null);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        return "redirect:/sign-in";
    }

    private static String saved(RedirectAttributes after, String notice) {
        after.addFlashAttribute("notice", notice);
        return "redirect:" + PATH;
    }

    private static @Nullable String sessionId(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : session.getId();
    }

    private String page(
            Person person, String name, String zone, FormErrors errors, HttpServletRequest request, Model model) {
        model.addAttribute("name", name);
        model.addAttribute("zone", zone);
        model.addAttribute(
                "zones", ZoneId.getAvailableZoneIds().stream().sorted().toList());
        model.addAttribute("errors", errors);
        model.addAttribute("hasPassword", accounts.hasPassword(person));
        model.addAttribute("openSignIns", sessions.ofPerson(person.email()));
        model.addAttribute("here", sessionId(request));
        model.addAttribute("passkeys", passkeys.ofPerson(person));
        model.addAttribute("passkeyPlace", passkeyPlace);
        model.addAttribute("passkeysWork", passkeyPlace.host().equals(request.getServerName()));
        return "account";
    }
}
