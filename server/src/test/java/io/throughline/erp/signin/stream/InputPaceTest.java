package io.throughline.erp.signin.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.browser.BrowserInput;
import io.throughline.browser.BrowserInput.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputPaceTest {

    private long nanos;
    private final List<BrowserInput> passed = new ArrayList<>();
    private final InputPace pace = new InputPace(() -> nanos, passed::add);

    private static ViewerMessage.Input move(int x) {
        return new ViewerMessage.Input(new BrowserInput.Mouse(Kind.MOVE, x, 0, false, 0, 0));
    }

    private static ViewerMessage.Input text(String text) {
        return new ViewerMessage.Input(new BrowserInput.Text(text));
    }

    private void fill() throws BadMessageException {
        for (int at = 0; at < InputPace.AT_ONCE; at++) {
            pace.accept(text("x"));
        }
        passed.clear();
    }

    @Test
    void aBurstPassesAndThenSoManyInASecond() throws BadMessageException {
        fill();

        nanos += Duration.ofSeconds(1).toNanos();
        for (int at = 0; at < InputPace.PER_SECOND; at++) {
            pace.accept(text("y"));
        }

        assertThat(passed).hasSize(InputPace.PER_SECOND);
        assertThatExceptionOfType(BadMessageException.class)
                .isThrownBy(() -> pace.accept(text("secret")))
                .withMessage("More than 200 inputs in a second are too many.");
    }

    @Test
    void ofMovesThatAreTooManyTheNewestRemainsAndComesBeforeWhatFollowsIt() throws BadMessageException {
        fill();

        pace.accept(move(1));
        pace.accept(move(2));
        assertThat(passed).isEmpty();

        nanos += Duration.ofMillis(20).toNanos();
        pace.accept(text("z"));
        assertThat(passed).containsExactly(move(2).input(), text("z").input());
    }

    @Test
    void theLastMoveIsNotLost() throws BadMessageException {
        fill();
        pace.accept(move(3));
        pace.settle();
        assertThat(passed).isEmpty();

        nanos += Duration.ofMillis(20).toNanos();
        pace.settle();
        pace.settle();

        assertThat(passed).containsExactly(move(3).input());
    }
}
