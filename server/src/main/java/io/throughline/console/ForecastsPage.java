package io.throughline.console;

import io.throughline.forecast.ForecastService;
import io.throughline.forecast.PromiseBook;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The forecasts that were given in a workspace, and how often they held. */
@Controller
final class ForecastsPage {

    private static final String FORECASTS = "/workspaces/{key}/forecasts";
    private static final int LISTED = 100;

    private final ForecastService forecasts;

    ForecastsPage(ForecastService forecasts) {
        this.forecasts = forecasts;
    }

    @GetMapping(FORECASTS)
    String forecasts(WorkspaceVisit here, Model model) {
        PromiseBook book = forecasts.promises(here.principal(), here.workspace().publicId());
        List<PromiseBook.Promise> all = book.promises();
        model.addAttribute("record", book.record());
        model.addAttribute("promises", all.subList(0, Math.min(LISTED, all.size())));
        model.addAttribute("total", all.size());
        return "forecasts";
    }
}
