package io.throughline.access.signin;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks at the addresses and passwords that programs show, and slows down who guesses, as on the page to sign in: the same
 * failures count for both. An unknown address, one without a password and a wrong password get the same answer after the same
 * work. Safe for concurrent use.
 */
public final class PasswordAttempts {

    private final SignInService accounts;
    private final SignInFailureService failures;
    private final AddressLimit addresses;
    private final AuditService audit;

    PasswordAttempts(
            SignInService accounts, SignInFailureService failures, AddressLimit addresses, AuditService audit) {
        this.accounts = accounts;
        this.failures = failures;
        this.addresses = addresses;
        this.audit = audit;
    }

    /**
     * Whose address and password these are; empty if they are nobody's.
     *
     * @param fromAddress the network address
     * @throws TooManyAttemptsException if nothing was looked at, since too many attempts failed
     */
    public Optional<Person> check(String email, String password, String fromAddress) {
        requirePatience(fromAddress);
        String address = SignInService.normalised(email);
        String subject = "account " + address;
        refuseIf(failures.begin(subject));
        Optional<SignInStore.Account> account = accounts.findAccount(address);
        if (accounts.fits(account, password)) {
            failures.forget(subject);
            return Optional.of(accounts.person(address));
        }
        noteFailure(fromAddress);
        account.ifPresent(known -> audit.recordForPerson(
                known.personId(),
                "ERP API",
                fromAddress,
                new AuditEntry("sign-in", AuditEntry.REFUSED, "wrong password")));
        return Optional.empty();
    }

    /** @throws TooManyAttemptsException if too many attempts failed from a network address */
    public void requirePatience(String fromAddress) {
        refuseIf(addresses.waitOf(fromAddress));
    }

    /** Counts an attempt against a network address. */
    public void noteFailure(String fromAddress) {
        addresses.noteFailure(fromAddress);
    }

    private static void refuseIf(Optional<Duration> wait) {
        wait.ifPresent(patience -> {
            throw new TooManyAttemptsException(patience, "Too many attempts failed.");
        });
    }
}
