package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.ApiKey;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.problem.CallerMistakeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Settings > Integrations > MCP Server: how clients are connected, and the API keys. */
@Controller
final class KeysPage {

    private static final String PAGE = "/integrations/mcp-server";
    private static final List<Integer> LIFETIMES_DAYS = List.of(30, 90, 365);

    private final AccessService access;
    private final ServerAddress address;
    private final Clock clock;

    KeysPage(AccessService access, ServerAddress address, Clock clock) {
        this.access = access;
        this.address = address;
        this.clock = clock;
    }

    /** A key as the page lists it. */
    record Row(ApiKey key, String scopes, String state) {}

    @GetMapping(PAGE)
    String keys(Visit visit, HttpServletRequest request, Model model) {
        return show(visit.member(), request, model, "", null, 90);
    }

    /** The key is in the answer and nowhere else; the page cannot be had again. */
    @PostMapping(PAGE)
    String create(
            Visit visit,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(name = "scope", defaultValue = "") Set<String> scopes,
            @RequestParam(defaultValue = "90") int days,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Principal principal = visit.member();
        Set<String> wanted = new LinkedHashSet<>(scopes);
        wanted.add(Scope.MCP_ENABLED.wireName()); // always on: no call works without
        try {
            String secret = access.createOwnKey(principal, name, wanted, lifetime(days));
            response.setHeader("Cache-Control", "no-store");
            model.addAttribute("name", name.strip());
            model.addAttribute("secret", secret);
            model.addAttribute("snippets", ClientSnippet.withKey(address.of(request), secret));
            return "key-made";
        } catch (CallerMistakeException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("mistake", e.getMessage());
            return show(principal, request, model, name, wanted, days);
        }
    }

    private static @Nullable Duration lifetime(int days) {
        if (days == 0) {
            return null;
        }
        if (!LIFETIMES_DAYS.contains(days)) {
            throw new CallerMistakeException("A key lives 30, 90 or 365 days, or does not expire.");
        }
        return Duration.ofDays(days);
    }

    @PostMapping(PAGE + "/{id}/revoke")
    String revoke(Visit visit, @PathVariable long id, RedirectAttributes next) {
        access.revokeSeenKey(visit.member(), id);
        next.addFlashAttribute("done", "The key is revoked. Whatever uses it is refused from now on.");
        return "redirect:" + PAGE;
    }

    private String show(
            Principal principal,
            HttpServletRequest request,
            Model model,
            String name,
            @Nullable Set<String> chosen,
            int days) {
        Instant now = clock.instant();
        List<Row> rows = access.keysSeenBy(principal).stream()
                .map(key -> new Row(key, Scope.join(key.scopes()), state(key, now)))
                .sorted(Comparator.comparing((Row row) -> !row.state().equals("good"))
                        .thenComparing(row -> -row.key().id()))
                .toList();
        model.addAttribute("rows", rows);
        model.addAttribute("scopes", Scope.values());
        model.addAttribute("chosen", chosen == null ? Set.of(Scope.BACKLOG_READ.wireName()) : chosen);
        model.addAttribute("name", name);
        model.addAttribute("days", days);
        model.addAttribute("lifetimes", LIFETIMES_DAYS);
        model.addAttribute("mcp", address.of(request) + "/mcp");
        model.addAttribute("snippets", ClientSnippet.withSignIn(address.of(request)));
        return "keys";
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "revoked";
        }
        return key.expiresAt() != null && !key.expiresAt().isAfter(now) ? "expired" : "good";
    }
}
