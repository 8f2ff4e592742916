package io.throughline.browser;

import io.throughline.Chromium;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** Starts the browser of the machine as the product does. */
final class BrowserTestBench {

    private BrowserTestBench() {}

    static BrowserProgram program() {
        return BrowserProgram.find(Chromium.require()).orElseThrow();
    }

    static RunningBrowser start(Reach reach) throws BrowserProblemException {
        return RunningBrowser.start(new BrowserStart(program(), false, null, reach));
    }

    static RunningBrowser start(URI... origins) throws BrowserProblemException {
        return start(new Reach(Set.of(origins), List.of()));
    }
}
