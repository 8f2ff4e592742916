package io.throughline.access.signin;

import io.throughline.console.RunningConsole;

/** How often a running server computed the hash of a password: what an answer costs, whatever the clock says. */
public final class PasswordCount {

    private final PasswordHashing hashing;

    public PasswordCount(RunningConsole console) {
        hashing = console.get(PasswordHashing.class);
    }

    public long computations() {
        return hashing.computations();
    }
}
