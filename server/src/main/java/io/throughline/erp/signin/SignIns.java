package io.throughline.erp.signin;

import java.util.Optional;

/** As whom people are signed in to the one ERP that this server works with. Safe for concurrent use. */
public interface SignIns {

    /** In the place of what was kept for that person before. */
    void keep(KeptSignIn signIn);

    /** Empty also if it was not used for so long that it is forgotten. */
    Optional<KeptSignIn> find(long tenantId, long personId);

    /** @return whether there was one */
    boolean forget(long tenantId, long personId);

    /** Forgets this one, and none that has taken its place meanwhile. */
    void forget(KeptSignIn signIn);
}
