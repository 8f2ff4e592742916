package io.throughline.erp.signin;

import io.throughline.timelog.LogPerson;

/** A token of an ERP, and whose it is by the word of that ERP. */
public record ProvenSignIn(String token, LogPerson person) {

    /** Without the token. */
    @Override
    public String toString() {
        return person.shown();
    }
}
