package io.throughline.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class NearMatchesLengthTest {

    /** Comparing whole texts held the processor for half a minute, and with it every other caller. */
    @Test
    void howeverMuchWasWrittenTheNearestAreFoundAtOnce() {
        List<String> names =
                IntStream.range(0, 40).mapToObj(number -> "name_" + number).toList();

        String listed = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> NearMatches.list("x".repeat(4_000_000), names));

        assertThat(listed).endsWith("and 32 more");
        assertThat(new CallerMistakeException("x".repeat(4_000_000)).getMessage())
                .hasSizeLessThan(4_100);
    }
}
