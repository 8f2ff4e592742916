package io.throughline.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What is connected, and what to ask first. */
@Controller
final class HomePage {

    @GetMapping("/")
    String home(Visit visit) {
        return "home";
    }
}
