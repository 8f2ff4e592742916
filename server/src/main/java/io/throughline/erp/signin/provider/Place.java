package io.throughline.erp.signin.provider;

import io.throughline.erp.signin.SignInAttempt;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;

/** Where the pages stand, and who may see them there. Safe for concurrent use. */
interface Place {

    /** The address of the server as that browser knows it, without a slash at the end. */
    URI server(HttpServletRequest request);

    /** Before the paths of our pages: empty, or with a slash at the beginning and none at the end. */
    String prefix();

    /** Whether whoever sits at the browser may go on with the attempt, as far as the server knows them. */
    boolean admits(HttpServletRequest request, SignInAttempt attempt);

    /** What proves to another process of ours that we are none but us; empty where nobody need ask. */
    Optional<String> proof(String nonce);

    /** The address of our pages, without a slash at the end. */
    default URI pages(HttpServletRequest request) {
        return URI.create(server(request) + prefix());
    }

    /** Scheme, host and port. */
    default String origin(HttpServletRequest request) {
        URI server = server(request);
        return server.getScheme() + "://" + server.getAuthority();
    }
}
