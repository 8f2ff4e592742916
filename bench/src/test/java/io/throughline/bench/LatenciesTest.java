package io.throughline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void aPercentileIsATimeThatWasMeasured() {
        var latencies = new Latencies();
        for (int millis = 1; millis <= 2_000; millis++) {
            latencies.add(millis * 1_000_000L);
        }
        assertThat(latencies.percentileMillis(50)).isEqualTo(1_000);
        assertThat(latencies.percentileMillis(99)).isEqualTo(1_980);
        assertThat(latencies.percentileMillis(100)).isEqualTo(2_000);
    }

    @Test
    void ofOneCallEveryPercentileIsThatCall() {
        var latencies = new Latencies();
        latencies.add(3_000_000);
        assertThat(latencies.percentileMillis(1)).isEqualTo(3);
        assertThat(latencies.percentileMillis(99)).isEqualTo(3);
    }
}
