package io.throughline.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressLimitTest {

    private final AddressLimit limit = new AddressLimit();

    private void fail(String address, int times) {
        for (int attempt = 0; attempt < times; attempt++) {
            limit.noteFailure(address);
        }
    }

    @Test
    void anAddressThatHadItsShareOfFailuresWaits() {
        fail("203.0.113.9", AddressLimit.FAILURES - 1);
        assertThat(limit.waitOf("203.0.113.9")).isEmpty();
        fail("203.0.113.9", 1);

        assertThat(limit.waitOf("203.0.113.9"))
                .hasValueSatisfying(wait -> assertThat(wait).isPositive());
        assertThat(limit.waitOf("203.0.113.10")).isEmpty();
    }

    @Test
    void anIpv6NetworkCountsAsOne() {
        for (int host = 1; host <= AddressLimit.FAILURES; host++) {
            limit.noteFailure("2001:db8:1:2::" + Integer.toHexString(host));
        }
        assertThat(limit.waitOf("2001:db8:1:2:ffff::1")).isPresent();
        assertThat(limit.waitOf("2001:db8:1:3::1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "::1",
                "0:0:0:0:0:0:0:1",
                "10.1.2.3",
                "192.168.1.1",
                "172.16.0.1",
                "fd00::1",
                "fe80::1",
                "unix"
            })
    void proxiesOfOnesOwnNetworkAreNotHeldBack(String address) {
        fail(address, 100);
        assertThat(limit.waitOf(address)).isEmpty();
    }
}
