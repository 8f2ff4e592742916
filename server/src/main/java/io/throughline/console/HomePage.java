package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.ApiKey;
import io.throughline.access.Principal;
import io.throughline.access.oauth.grants.ConnectedApp;
import io.throughline.access.oauth.grants.GrantService;
import io.throughline.backlog.BacklogService;
import io.throughline.backlog.BacklogSummary;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is connected, what the workspaces hold, and what to ask first. */
@Controller
final class HomePage {

    /** As many as fit a page; the others are on the page of workspaces. */
    private static final int SHOWN_WORKSPACES = 6;

    private static final int SHOWN_CLIENTS = 5;

    private final AccessService access;
    private final GrantService grants;
    private final BacklogService backlog;
    private final ServerAddress address;
    private final Clock clock;

    HomePage(AccessService access, GrantService grants, BacklogService backlog, ServerAddress address, Clock clock) {
        this.access = access;
        this.grants = grants;
        this.backlog = backlog;
        this.address = address;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Visit visit, HttpServletRequest request, Model model) {
        Principal principal = visit.principal();
        if (principal == null) {
            return "home-without-company";
        }
        List<BacklogSummary> summaries = visit.workspaces().stream()
                .limit(SHOWN_WORKSPACES)
                .map(workspace -> backlog.summary(principal, workspace.publicId()))
                .toList();
        Instant now = clock.instant();
        List<ApiKey> used = access.keysSeenBy(principal).stream()
                .filter(key -> key.lastUsedAt() != null
                        && key.revokedAt() == null
                        && (key.expiresAt() == null || key.expiresAt().isAfter(now)))
                .sorted(Comparator.comparing(ApiKey::lastUsedAt, Comparator.nullsLast(Comparator.reverseOrder())))
                .toList();
        List<ConnectedApp> apps = grants.apps(principal);
        long items = summaries.stream().mapToLong(BacklogSummary::total).sum();
        model.addAttribute("summaries", summaries);
        model.addAttribute("bars", summaries.stream().map(StatusBar::of).toList());
        model.addAttribute("moreWorkspaces", visit.workspaces().size() - summaries.size());
        model.addAttribute("hasItems", items > 0);
        model.addAttribute("firstKey", visit.workspaces().getFirst().key());
        model.addAttribute("keys", used.stream().limit(SHOWN_CLIENTS).toList());
        model.addAttribute("apps", apps.stream().limit(SHOWN_CLIENTS).toList());
        model.addAttribute("connected", !used.isEmpty() || !apps.isEmpty());
        model.addAttribute("prompts", FirstPrompts.ALL);
        model.addAttribute("mcp", address.of(request) + "/mcp");
        return "home";
    }
}
