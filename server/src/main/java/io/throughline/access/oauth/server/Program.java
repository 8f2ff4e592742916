package io.throughline.access.oauth.server;

import io.throughline.access.oauth.clients.RedirectUris;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that may ask people for access. Always a public client: whoever has the program could read any secret in it.
 *
 * @param clientId made by us, or the address of its metadata document
 * @param documented whether it is known by such a document, whose host then vouches for it
 * @param name as it calls itself; anybody may call themselves anything
 */
public record Program(String clientId, boolean documented, String name, List<String> redirectUris) {

    public Program {
        redirectUris = List.copyOf(redirectUris);
    }

    /** The host of its document; null if it has none. */
    public @Nullable String host() {
        return documented ? URI.create(clientId).getHost() : null;
    }

    /** Whether codes only go to programs on the person's own machine: any program there could pretend to be this one. */
    public boolean onOwnMachineOnly() {
        return redirectUris.stream().allMatch(uri -> RedirectUris.kind(uri) == RedirectUris.Kind.LOOPBACK);
    }
}
