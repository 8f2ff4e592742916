package io.throughline.access.signin;

import io.throughline.access.Person;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords, and the accounts that they open. Safe for concurrent use. */
public final class SignInService implements UserDetailsService {

    private static final int MIN_CHARACTERS = 12;
    /** bcrypt reads no more. */
    private static final int MAX_BYTES = 72;

    private final SignInStore store;
    private final Transactions transactions;
    private final PasswordEncoder passwords;

    SignInService(SignInStore store, Transactions transactions, PasswordEncoder passwords) {
        this.store = store;
        this.transactions = transactions;
        this.passwords = passwords;
    }

    /** @throws CallerMistakeException if the password is too short or too long */
    public void setPassword(Person person, String password) {
        if (password.codePointCount(0, password.length()) < MIN_CHARACTERS
                || password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new CallerMistakeException("A password must have at least " + MIN_CHARACTERS
                    + " characters and at most " + MAX_BYTES + " bytes. Several words make a good one.");
        }
        String hash = passwords.encode(password);
        transactions.write(() -> store.setPassword(person.id(), hash));
    }

    @Override
    public UserDetails loadUserByUsername(String email) {
        SignInStore.Account account = transactions
                .read(() -> store.findAccount(email.strip().toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(email));
        // An account without a password has a hash that no password fits.
        return User.withUsername(account.email())
                .password(account.passwordHash() == null ? "{bcrypt}" : account.passwordHash())
                .authorities("person")
                .build();
    }
}
