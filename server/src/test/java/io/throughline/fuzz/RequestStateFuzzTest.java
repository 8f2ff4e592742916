package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.throughline.access.Principal;
import io.throughline.mcp.modern.FuzzedStates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A state is sealed for one call, then changed, or brought back with another. */
class RequestStateFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final String SECRET = "the secret that seals from now on";
    private static final String OLD_SECRET = "the secret that sealed before now";
    private static final FuzzedStates STATES = at(NOW, SECRET, OLD_SECRET);
    private static final FuzzedStates BEFORE = at(NOW, OLD_SECRET);
    private static final FuzzedStates ELSEWHERE = at(NOW, "the secret of quite another server");
    private static final FuzzedStates LATER = at(NOW.plus(TEN_MINUTES), SECRET, OLD_SECRET);

    private static FuzzedStates at(Instant when, String... secrets) {
        return new FuzzedStates(Clock.fixed(when, ZoneOffset.UTC), secrets);
    }

    @FuzzTest
    void aStateOpensForItsOwnCallAlone(FuzzedDataProvider data) {
        int change = data.consumeInt(0, 9);
        int place = data.consumeInt();
        char character = data.consumeChar();
        FuzzedStates sealer = data.consumeBoolean() ? STATES : BEFORE;
        String name = data.consumeString(64);
        String key = data.consumeString(16);
        String value = data.consumeString(64);
        String state = data.consumeBoolean() ? data.consumeString(256) : null;
        String anything = data.consumeRemainingAsString();
        ObjectNode arguments =
                JsonMapper.shared().createObjectNode().put(key, value).put(key + "2", place);
        var call = new FuzzedStates.Call(FuzzedServer.SOMEBODY, "tools/call", name, arguments);
        String sealed = sealer.seal(call, state, TEN_MINUTES);

        Optional<Optional<String>> nothing = Optional.empty();
        assertThat(STATES.open(call, sealed)).contains(Optional.ofNullable(state));
        assertThat(STATES.open(call, anything)).isEqualTo(nothing);
        assertThat(ELSEWHERE.open(call, sealed)).isEqualTo(nothing);
        assertThat(LATER.open(call, sealed)).isEqualTo(nothing);
        assertThat(STATES.open(other(call, change, value), sealed)).isEqualTo(nothing);
        String changed = changed(sealed, change, Math.floorMod(place, sealed.length()), character, anything);
        if (!changed.equals(sealed)) {
            assertThat(STATES.open(call, changed)).isEqualTo(nothing);
        }
    }

    private static FuzzedStates.Call other(FuzzedStates.Call call, int change, String value) {
        Principal caller = call.principal();
        ObjectNode more = (ObjectNode) call.arguments().deepCopy();
        return switch (change) {
            case 0 ->
                with(call, new Principal(2, 1, caller.personName(), caller.zone(), caller.client(), caller.scopes()));
            case 1 ->
                with(call, new Principal(1, 2, caller.personName(), caller.zone(), caller.client(), caller.scopes()));
            case 2 -> with(call, new Principal(1, 1, caller.personName(), caller.zone(), "other", caller.scopes()));
            case 3 -> new FuzzedStates.Call(caller, "prompts/get", call.name(), call.arguments());
            case 4 -> new FuzzedStates.Call(caller, call.method(), call.name() + "x", call.arguments());
            default ->
                new FuzzedStates.Call(
                        caller, call.method(), call.name(), more.put("one key more " + value.length(), value));
        };
    }

    private static FuzzedStates.Call with(FuzzedStates.Call call, Principal principal) {
        return new FuzzedStates.Call(principal, call.method(), call.name(), call.arguments());
    }

    private static String changed(String sealed, int change, int place, char character, String anything) {
        return switch (change % 5) {
            case 0 -> sealed.substring(0, place) + character + sealed.substring(place + 1);
            case 1 -> sealed.substring(0, place) + sealed.substring(place + 1);
            case 2 -> sealed.substring(0, place) + anything + sealed.substring(place);
            case 3 -> sealed.substring(0, place);
            default -> anything + sealed;
        };
    }
}
