package io.throughline.access.signin;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at addresses and passwords, and slows down who guesses them, on the page to sign in and elsewhere together. An unknown address, one without a password and a wrong password get the same answer after the same
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
        return fit(email, password, fromAddress, null, "ERP API")
                ? Optional.of(accounts.person(SignInService.normalised(email)))
                : Optional.empty();
    }

    /**
     * Whether the password is that of the account.
     *
     * @param knownBrowser the number of a browser in which that person signed in before; null for any other
     * @param client for the trail
     * @throws TooManyAttemptsException as above
     */
    boolean fit(String email, String password, String fromAddress, @Nullable String knownBrowser, String client) {
        String address = SignInService.normalised(email);
        String subject = knownBrowser == null ? "account " + address : "browser " + knownBrowser;
        if (knownBrowser == null) {
            requirePatience(fromAddress);
        }
        refuseIf(failures.begin(subject));
        Optional<SignInStore.Account> account = accounts.findAccount(address);
        if (accounts.fits(account, password)) {
            failures.forget(subject);
            return true;
        }
        noteFailure(fromAddress);
        account.ifPresent(known -> audit.recordForPerson(
                known.personId(),
                client,
                fromAddress,
                new AuditEntry("sign-in", AuditEntry.REFUSED, "wrong password")));
        return false;
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
