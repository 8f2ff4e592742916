package io.throughline.access.oauth.clients;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The addresses of this very server, public ones too: what trusts them must not be reached through us. */
final class OwnAddresses {

    private final Set<String> names;
    private final NameService service;

    /** @param names hosts of this server, such as those of the address it binds and its public address */
    OwnAddresses(Set<String> names, NameService service) {
        this.names = Set.copyOf(names);
        this.service = service;
    }

    /** As they are now: those of the machine, and those its names lead to. */
    Set<InetAddress> now() {
        try (Stream<InetAddress> ofMachine =
                NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)) {
            Set<InetAddress> all = new HashSet<>();
            ofMachine.forEach(address -> all.add(PublicAddresses.plain(address)));
            for (String name : names) {
                try {
                    for (InetAddress address : service.addresses(name)) {
                        all.add(PublicAddresses.plain(address));
                    }
                } catch (UnknownHostException e) {
                    // a name that leads nowhere from here cannot be what is asked for
                }
            }
            return all;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }
}
