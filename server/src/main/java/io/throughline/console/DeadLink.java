package io.throughline.console;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.ui.Model;

/** The page of a link that was used, revoked or is too old; the same for one that never was. */
final class DeadLink {

    private DeadLink() {}

    /** @param next how to get a new one */
    static String show(HttpServletResponse response, Model model, String next) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        model.addAttribute("next", next);
        return "dead-link";
    }
}
