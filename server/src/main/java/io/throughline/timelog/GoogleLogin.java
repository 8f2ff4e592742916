package io.throughline.timelog;

import io.throughline.access.Principal;

/** How the embedded ERP takes access tokens of Google, for its REST API and for the tools alike. */
@FunctionalInterface
public interface GoogleLogin {

    /**
     * A token of the embedded ERP for the person whom Google names.
     *
     * @param caller in whose tenant the person must be
     * @throws TimeLogProblemException if Google does not vouch for the token, or the person is not known here
     */
    String token(Principal caller, String accessToken);
}
