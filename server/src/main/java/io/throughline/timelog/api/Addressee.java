package io.throughline.timelog.api;

import io.throughline.timelog.LogPerson;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** Whom a call names besides the token, which alone decides. */
final class Addressee {

    private Addressee() {}

    /** Whether it is an address at all: some clients send a word such as {@code default} for want of one. */
    static boolean isAddress(String email) {
        return email.contains("@");
    }

    /**
     * Requires that an address is the person's own.
     *
     * @throws ApiProblem with 403
     */
    static void requireSame(LogPerson person, String email) {
        if (isAddress(email) && !email.strip().toLowerCase(Locale.ROOT).equals(person.email())) {
            throw ApiProblem.of(HttpStatus.FORBIDDEN, "You do not have permission to perform this action.");
        }
    }
}
