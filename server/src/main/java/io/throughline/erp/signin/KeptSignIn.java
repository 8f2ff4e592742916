package io.throughline.erp.signin;

import io.throughline.timelog.LogPerson;
import java.time.Instant;

/**
 * As whom one of our people is signed in to an ERP.
 *
 * @param tenantId with the person: whose sign-in it is
 * @param token of the ERP
 * @param person for whom the ERP takes whoever has the token
 */
public record KeptSignIn(long tenantId, long personId, String token, LogPerson person, Instant since) {

    /** Without the token. */
    @Override
    public String toString() {
        return "person " + personId + " of tenant " + tenantId + " as " + person.shown();
    }
}
