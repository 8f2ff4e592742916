package io.throughline.access.oauth.clients;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressNetwork.IPAddressGenerator;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses belong to the public internet. Sources: IANA's IPv4 and IPv6 special-purpose address registries (RFC 6890);
 * what they do not call globally reachable is not public.
 */
final class PublicAddresses {

    private static final List<IPAddress> NOT_PUBLIC = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private (RFC 1918)
            "100.64.0.0/10", // shared by customers of a carrier (RFC 6598)
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local; clouds tell secrets at 169.254.169.254
            "172.16.0.0/12", // private (RFC 1918)
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // automatic multicast tunnelling
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private (RFC 1918)
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which hides an IPv4 address
            "2620:4f:8000::/48", // AS112
            "3fff::/20"); // documentation

    /** All of IPv6 that was ever given to anyone; loopback, unique local, link-local and multicast lie outside. */
    private static final IPAddress GIVEN_OUT = block("2000::/3");

    /** IPv4 behind a translator that everyone may run (NAT64). The one of a single network, 64:ff9b:1::/48, is not public. */
    private static final IPAddress TRANSLATED = block("64:ff9b::/96");

    private static final IPAddressGenerator READER = new IPAddressGenerator();

    private PublicAddresses() {}

    /** Whether anyone on the internet can reach this address; an IPv4 address within an IPv6 one is looked at itself. */
    static boolean contains(InetAddress address) {
        IPAddress plain = plain(READER.from(address.getAddress()));
        return (plain.isIPv4() || GIVEN_OUT.contains(plain))
                && NOT_PUBLIC.stream().noneMatch(block -> block.contains(plain));
    }

    /** The address that is reached: of one that only wraps an IPv4 address, that; without the name of an interface. */
    static InetAddress plain(InetAddress address) {
        return plain(READER.from(address.getAddress())).toInetAddress();
    }

    private static IPAddress plain(IPAddress address) {
        if (address.isIPv4()) {
            return address;
        }
        IPv6Address wide = address.toIPv6();
        return wide.isIPv4Mapped() || TRANSLATED.contains(wide) ? wide.getEmbeddedIPv4Address() : wide;
    }

    private static List<IPAddress> blocks(String... blocks) {
        return Stream.of(blocks).map(PublicAddresses::block).toList();
    }

    private static IPAddress block(String block) {
        return new IPAddressString(block).getAddress();
    }
}
