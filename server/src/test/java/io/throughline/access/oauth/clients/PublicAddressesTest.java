package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.0",
                "10.255.255.255",
                "100.64.0.0",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.255",
                "169.254.0.0",
                "169.254.169.254",
                "169.254.255.255",
                "172.16.0.0",
                "172.31.255.255",
                "192.0.0.0",
                "192.0.0.255",
                "192.0.2.0",
                "192.0.2.255",
                "192.31.196.1",
                "192.52.193.1",
                "192.88.99.1",
                "192.168.0.0",
                "192.168.255.255",
                "192.175.48.1",
                "198.18.0.0",
                "198.19.255.255",
                "198.51.100.0",
                "198.51.100.255",
                "203.0.113.0",
                "203.0.113.255",
                "224.0.0.0",
                "239.255.255.255",
                "240.0.0.0",
                "255.255.255.254",
                "255.255.255.255",
            })
    void excludesSpecialBlocksOfIpv4InEveryNotation(String text) throws UnknownHostException {
        InetAddress address = InetAddress.ofLiteral(text);
        assertThat(PublicAddresses.contains(address)).isFalse();
        byte[] bytes = address.getAddress();
        assertThat(PublicAddresses.contains(within("00000000000000000000ffff", bytes)))
                .as("mapped into IPv6")
                .isFalse();
        assertThat(PublicAddresses.contains(within("0064ff9b0000000000000000", bytes)))
                .as("behind NAT64")
                .isFalse();
        assertThat(PublicAddresses.contains(within("0064ff9b0001000000000000", bytes)))
                .as("behind NAT64 of a network")
                .isFalse();
        assertThat(PublicAddresses.contains(within("000000000000000000000000", bytes)))
                .as("compatible with IPv4")
                .isFalse();
    }

    private static InetAddress within(String first12BytesInHex, byte[] ipv4) throws UnknownHostException {
        byte[] all = Arrays.copyOf(HexFormat.of().parseHex(first12BytesInHex), 16);
        System.arraycopy(ipv4, 0, all, 12, 4);
        return InetAddress.getByAddress(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::",
                "::1",
                "::2",
                "::ffff:0:127.0.0.1",
                "64:ff9b:1::5db8:d822",
                "64:ff9b:1:ffff::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:1ff:ffff::",
                "2001:db8::",
                "2001:db8:ffff::1",
                "2002:7f00:1::",
                "2002:5db8:d822::1",
                "2620:4f:8000::1",
                "3fff::1",
                "3fff:fff:ffff::1",
                "4000::1",
                "5f00::1",
                "fc00::1",
                "fd00:ec2::254",
                "fdff:ffff::1",
                "fe80::1",
                "febf::1",
                "fec0::1",
                "feff::1",
                "ff02::1",
                "ff0e::1",
                "1fff::1",
            })
    void excludesSpecialBlocksOfIpv6(String text) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "203.0.112.255",
                "203.0.114.0",
                "223.255.255.255",
                "93.184.216.34",
                "2606:2800:220:1:248:1893:25c8:1946",
                "2001:200::1",
                "2001:4860:4860::8888",
                "2003::1",
                "2a00::1",
                "::ffff:93.184.216.34",
                "64:ff9b::93.184.216.34",
            })
    void containsTheRest(String text) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(text))).isTrue();
    }

    @Test
    void knowsTheAddressThatIsReached() {
        assertThat(PublicAddresses.plain(InetAddress.ofLiteral("64:ff9b::93.184.216.34")))
                .isEqualTo(InetAddress.ofLiteral("93.184.216.34"));
        assertThat(PublicAddresses.plain(InetAddress.ofLiteral("2a00::1"))).isEqualTo(InetAddress.ofLiteral("2a00::1"));
    }

    @Test
    void ownAddressesAreThoseOfTheMachineAndOfItsNames() {
        NameService names = host -> {
            if (host.equals("gone.example.com")) {
                throw new UnknownHostException(host);
            }
            return new InetAddress[] {InetAddress.ofLiteral("93.184.216.34")};
        };
        assertThat(new OwnAddresses(Set.of("plan.example.com", "gone.example.com"), names).now())
                .contains(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("93.184.216.34"));
    }

    @Test
    void ownAddressesAreNotConnectedToThroughATranslatorEither() {
        NameService names = host -> new InetAddress[] {InetAddress.ofLiteral("64:ff9b::93.184.216.34")};
        var hosts = new DocumentHosts(
                names, PublicAddresses::contains, () -> Set.of(InetAddress.ofLiteral("93.184.216.34")));
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> hosts.addresses(ClientAddress.of("https://app.example.com/c")));
    }
}
