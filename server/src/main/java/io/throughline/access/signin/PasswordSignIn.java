package io.throughline.access.signin;

import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/**
 * Looks at an address and a password. An unknown address, one without a password and a wrong password get the same answer
 * after the same work.
 */
final class PasswordSignIn implements AuthenticationProvider {

    private final SignInService accounts;
    private final SignInFailureService failures;
    private final AddressLimit addresses;
    private final AuditService audit;

    PasswordSignIn(SignInService accounts, SignInFailureService failures, AddressLimit addresses, AuditService audit) {
        this.accounts = accounts;
        this.failures = failures;
        this.addresses = addresses;
        this.audit = audit;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    @Override
    public @Nullable Authentication authenticate(Authentication attempt) {
        if (!(attempt.getDetails() instanceof SignInDetails from)) {
            return null; // not from our page
        }
        String email = SignInService.normalised(attempt.getName());
        String password = attempt.getCredentials() instanceof String text ? text : "";
        String subject = from.knownBrowser() == null ? "account " + email : "browser " + from.knownBrowser();
        if (from.knownBrowser() == null) {
            refuseIf(addresses.waitOf(from.address()));
        }
        refuseIf(failures.begin(subject));
        Optional<SignInStore.Account> account = accounts.findAccount(email);
        if (accounts.fits(account, password)) {
            failures.forget(subject);
            return BrowserSignIn.person(email);
        }
        addresses.noteFailure(from.address());
        account.ifPresent(known -> audit.recordForPerson(
                known.personId(),
                BrowserSignIn.CLIENT,
                from.address(),
                new AuditEntry("sign-in", AuditEntry.REFUSED, "wrong password")));
        throw new BadCredentialsException("The address or the password is wrong.");
    }

    private static void refuseIf(Optional<Duration> wait) {
        wait.ifPresent(patience -> {
            throw new TooManyAttemptsException(patience, "Too many attempts failed.");
        });
    }
}
