package io.throughline.access.oauth.clients;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks up where documents are, and lets nobody lead us into a network that is not public. */
final class DocumentHosts {

    private final NameService service;
    private final Predicate<InetAddress> isPublic;
    private final Supplier<Set<InetAddress>> own;

    DocumentHosts(NameService service, Predicate<InetAddress> isPublic, Supplier<Set<InetAddress>> own) {
        this.service = service;
        this.isPublic = isPublic;
        this.own = own;
    }

    /** @param ownNames hosts of this server */
    static DocumentHosts strict(Set<String> ownNames) {
        NameService service = InetAddress::getAllByName;
        return new DocumentHosts(service, PublicAddresses::contains, new OwnAddresses(ownNames, service)::now);
    }

    /**
     * The addresses to connect to, looked up once. Whoever connects must use these and not look the name up again: the next
     * answer may be another.
     *
     * @throws UnknownHostException if there are none, or if a single one is not to be connected to; the two look the same
     */
    List<InetAddress> addresses(ClientAddress client) throws UnknownHostException {
        List<InetAddress> all = List.of(service.addresses(client.host()));
        Set<InetAddress> ours = own.get();
        for (InetAddress address : all) {
            if (!isPublic.test(address) || ours.contains(PublicAddresses.plain(address))) {
                throw new UnknownHostException(client.host());
            }
        }
        return all;
    }
}
