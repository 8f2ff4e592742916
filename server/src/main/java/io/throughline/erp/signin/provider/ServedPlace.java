package io.throughline.erp.signin.provider;

import io.throughline.access.AccessService;
import io.throughline.erp.signin.ServedAddress;
import io.throughline.erp.signin.SignInAttempt;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/**
 * Below the pages of the HTTP server, beside the console. Who opens a link must be signed in to the console as whoever asked for it:
 * somebody else's sign-in would otherwise be theirs.
 */
final class ServedPlace implements Place {

    static final String PREFIX = "/erp-sign-in";

    private final ServedAddress address;
    private final AccessService access;

    ServedPlace(ServedAddress address, AccessService access) {
        this.address = address;
        this.access = access;
    }

    /** Without a public address, as the request has it; its host is one that was expected. */
    @Override
    public URI server(HttpServletRequest request) {
        return address.publicBase()
                .orElseGet(() -> URI.create(request.getScheme() + "://" + request.getHeader("Host")));
    }

    @Override
    public String prefix() {
        return PREFIX;
    }

    @Override
    public boolean admits(HttpServletRequest request, SignInAttempt attempt) {
        String email = request.getRemoteUser();
        return email != null
                && access.findPerson(email)
                        .filter(person -> person.id() == attempt.personId())
                        .isPresent();
    }

    @Override
    public Optional<String> proof(String nonce) {
        return Optional.empty();
    }
}
