package io.throughline.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearMatchesTest {

    @Test
    void theNearestComesFirst() {
        assertThat(NearMatches.list("aplication", List.of("web", "APPLICATION", "app")))
                .isEqualTo("APPLICATION, app, web");
        assertThat(NearMatches.list("PLATFORM", List.of("APP", "PLAT"))).isEqualTo("PLAT, APP");
    }

    @Test
    void tiesGoByTheAlphabetAndDoublesOnce() {
        assertThat(NearMatches.list("", List.of("c", "a", "b", "a"))).isEqualTo("a, b, c");
    }

    @Test
    void eightAreNamedAndTheRestCounted() {
        List<String> many =
                IntStream.range(10, 20).mapToObj(number -> "n" + number).toList();
        assertThat(NearMatches.list("n19", many)).isEqualTo("n19, n10, n11, n12, n13, n14, n15, n16 and 2 more");
    }

    @Test
    void noneIsSaid() {
        assertThat(NearMatches.list("x", List.of())).isEqualTo("none");
    }

    @Test
    void distanceIsTheNumberOfEditsIgnoringCase() {
        assertThat(NearMatches.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearMatches.distance("Port", "pORT")).isZero();
        assertThat(NearMatches.distance("", "abc")).isEqualTo(3);
        assertThat(NearMatches.distance("prot", "port")).isEqualTo(2);
    }
}
