package io.throughline.access.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Signs in whoever shows an address and its password on the page. */
final class PasswordSignIn implements AuthenticationProvider {

    private final PasswordAttempts attempts;

    PasswordSignIn(PasswordAttempts attempts) {
        this.attempts = attempts;
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
        if (attempts.fit(email, password, from.address(), from.knownBrowser(), BrowserSignIn.CLIENT)) {
            return BrowserSignIn.person(email);
        }
        throw new BadCredentialsException("The address or the password is wrong.");
    }
}
