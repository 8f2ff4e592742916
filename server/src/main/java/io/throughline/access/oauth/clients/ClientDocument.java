package io.throughline.access.oauth.clients;

import java.util.List;
import java.util.Set;

/**
 * What a program says of itself in the document at its address, checked. All of it is the program's own claim; only the
 * address is proven.
 *
 * @param clientId the address of the document
 * @param name for people, 1 to 100 characters, without any that control or turn text
 * @param redirectUris 1 to 20, each of which {@link RedirectUris} takes; those of websites on the host of the document or one
 *     that the administrators allowed
 * @param grantTypes at least {@code authorization_code}; {@code refresh_token} if the program wants such tokens
 */
public record ClientDocument(String clientId, String name, List<String> redirectUris, Set<String> grantTypes) {

    public ClientDocument {
        redirectUris = List.copyOf(redirectUris);
        grantTypes = Set.copyOf(grantTypes);
    }

    /** Whose program this is as far as anyone knows: the host of its document in lower case, for the consent page. */
    public String host() {
        return ClientAddress.of(clientId).host();
    }

    /**
     * Whether people are sent to nothing but their own machine. Any program there can then claim to be this one, since the
     * document is public: the consent page warns of it.
     */
    public boolean onlyLoopback() {
        return redirectUris.stream().allMatch(uri -> RedirectUris.kind(uri) == RedirectUris.Kind.LOOPBACK);
    }

    /** Whether people may be sent to this address, character by character but for the port of a loopback address. */
    public boolean hasRedirectUri(String requested) {
        return redirectUris.stream().anyMatch(registered -> RedirectUris.matches(registered, requested));
    }
}
