package io.throughline.erp.signin.stream;

import io.throughline.browser.BrowserVisit;
import io.throughline.erp.signin.ErpSite;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far a streamed sign-in is, for the page.
 *
 * @param place in line, 1 for the next; 0 if it does not wait
 * @param message for the person; empty if there is nothing to say
 * @param retry whether loading the page again may help
 * @param address what the picture shows: scheme, host and port; null before there is any
 * @param popup whether it shows a window that the page opened
 * @param typing whether what is typed goes into a field
 * @param secondsLeft until it ends; 0 if it is over
 */
record StreamStatus(
        State state,
        int place,
        String message,
        boolean retry,
        @Nullable String address,
        boolean popup,
        boolean typing,
        long secondsLeft) {

    enum State {
        WAITING,
        STARTING,
        LIVE,
        CHECKING,
        DONE,
        FAILED,
        CANCELLED,
        EXPIRED
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Without a picture. */
    static StreamStatus of(State state, String message, long secondsLeft) {
        return new StreamStatus(state, 0, message, false, null, false, false, secondsLeft);
    }

    /** Of a page that the viewer looks at. */
    static StreamStatus ofPage(BrowserVisit page, long secondsLeft) {
        String problem = page.loadProblem();
        String said = page.said();
        URI address = page.address();
        boolean loaded = address.getHost() != null;
        String message = "";
        if (problem != null) {
            message = problem;
        } else if (said != null) {
            message = "The page says: " + said;
        } else if (!loaded) {
            message = "The page is still loading…";
        }
        return new StreamStatus(
                State.LIVE,
                0,
                message,
                problem != null,
                loaded ? ErpSite.originOf(address).toString() : null,
                page.popupOpen(),
                page.typing(),
                secondsLeft);
    }

    /** Whether the page would look the same, but for the time, which it counts by itself. */
    boolean looksLike(@Nullable StreamStatus other) {
        return other != null
                && equals(new StreamStatus(
                        other.state,
                        other.place,
                        other.message,
                        other.retry,
                        other.address,
                        other.popup,
                        other.typing,
                        secondsLeft));
    }

    String json() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("type", "status");
        fields.put("state", state.name().toLowerCase(Locale.ROOT));
        fields.put("place", place);
        fields.put("message", message);
        fields.put("retry", retry);
        fields.put("address", address);
        fields.put("popup", popup);
        fields.put("typing", typing);
        fields.put("secondsLeft", secondsLeft);
        return JSON.writeValueAsString(fields);
    }
}
