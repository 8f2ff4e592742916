package io.throughline.console;

import io.throughline.access.oauth.grants.GrantService;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The programs that a person connected, and the way to disconnect them. */
@Controller
final class ConnectedAppsPage {

    private static final String PATH = "/integrations/apps";

    private final GrantService grants;

    ConnectedAppsPage(GrantService grants) {
        this.grants = grants;
    }

    @GetMapping(PATH)
    String apps(Visit visit, Model model) {
        model.addAttribute("apps", visit.principal() == null ? List.of() : grants.apps(visit.principal()));
        return "connected-apps";
    }

    @PostMapping(PATH + "/{grantId}/disconnect")
    String disconnect(Visit visit, @PathVariable long grantId, RedirectAttributes flash) {
        if (visit.principal() != null) {
            grants.disconnect(visit.principal(), grantId);
        }
        flash.addFlashAttribute("notice", "Disconnected. The program can do nothing for you any more.");
        return "redirect:" + PATH;
    }
}
