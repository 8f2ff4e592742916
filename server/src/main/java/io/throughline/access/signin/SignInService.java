package io.throughline.access.signin;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords, and the accounts that they open. Safe for concurrent use. */
public final class SignInService {

    /** Fewest characters of a password. */
    public static final int MIN_CHARACTERS = 12;
    /** Most bytes of a password: bcrypt reads no more. */
    public static final int MAX_BYTES = 72;

    private final SignInStore store;
    private final AccessService access;
    private final SessionService sessions;
    private final AuditService audit;
    private final Transactions transactions;
    private final PasswordEncoder passwords;
    private final SignInFailureService failures;
    /** What is compared where there is no password, so that it takes as long. Made at the first need: it is slow. */
    private volatile @Nullable String fitsNothing;

    SignInService(
            SignInStore store,
            AccessService access,
            SessionService sessions,
            AuditService audit,
            Transactions transactions,
            PasswordEncoder passwords,
            SignInFailureService failures) {
        this.store = store;
        this.access = access;
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
        this.passwords = passwords;
        this.failures = failures;
    }

    static String normalised(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** @throws CallerMistakeException if the password is too short or too long */
    public static void requireGood(String password) {
        if (password.codePointCount(0, password.length()) < MIN_CHARACTERS || tooLong(password)) {
            throw new CallerMistakeException("A password must have at least " + MIN_CHARACTERS
                    + " characters and at most " + MAX_BYTES + " bytes. Several words make a good one.");
        }
    }

    private static boolean tooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
    }

    /**
     * Sets a password and signs the person out everywhere else: whoever had the old one may be signed in.
     *
     * @param keptSessionId of the session in which it is done; null to end all
     * @param client the program in which it is done, for the trail
     * @param fromAddress the network address; null on this machine
     * @throws CallerMistakeException if the password is too short or too long
     */
    public void setPassword(
            Person person,
            String password,
            @Nullable String keptSessionId,
            String client,
            @Nullable String fromAddress) {
        setHash(person, hash(password), keptSessionId, client, fromAddress);
    }

    /**
     * What {@link #setHash} takes: apart, since it is slow and would hold a transaction up.
     *
     * @throws CallerMistakeException if the password is too short or too long
     */
    public String hash(String password) {
        requireGood(password);
        return Objects.requireNonNull(passwords.encode(password));
    }

    /** As {@link #setPassword}, with what {@link #hash} gave. */
    public void setHash(
            Person person, String hash, @Nullable String keptSessionId, String client, @Nullable String fromAddress) {
        transactions.write(() -> {
            store.setPassword(person.id(), hash);
            sessions.endAll(person.email(), keptSessionId);
            audit.recordForPerson(
                    person.id(), client, fromAddress, new AuditEntry("password.set", AuditEntry.DONE, person.email()));
        });
    }

    /** Leaves the password as the only way to sign in: after a link of the operator nobody stays who came in before. */
    void removeOtherWays(Person person) {
        transactions.write(() -> store.deleteOtherWays(person.id()));
    }

    /** Changes how a person is called and when their day begins. */
    public void rename(Person person, String name, ZoneId zone) {
        String shownName = AccessService.checkedName(name, "Your name");
        transactions.write(() -> store.rename(person.id(), shownName, zone));
    }

    /**
     * Whether somebody has the address who can sign in or may do anything anywhere: whoever holds an invitation for an address
     * proves nothing about it, so that it must open nothing but itself.
     */
    boolean isTaken(String email) {
        return transactions.read(() -> store.isTaken(normalised(email)));
    }

    /** Whether the person has a password at all. */
    public boolean hasPassword(Person person) {
        return findAccount(person.email())
                .map(SignInStore.Account::passwordHash)
                .isPresent();
    }

    /** Whether this is the person's password. Not slowed down: for the operator alone. */
    public boolean isPasswordOf(Person person, String password) {
        return fits(findAccount(person.email()), password);
    }

    /**
     * Requires the password of who is signed in already, who may be a stranger at an unwatched browser.
     *
     * @throws CallerMistakeException if it is wrong, or was wrong too often
     */
    public void requireCurrent(Person person, String password) {
        String subject = "change " + person.email();
        if (failures.begin(subject).isPresent()) {
            throw new CallerMistakeException("That was wrong too often. Try again in some minutes.");
        }
        if (!fits(findAccount(person.email()), password)) {
            throw new CallerMistakeException("That is not your current password.");
        }
        failures.forget(subject);
    }

    boolean fits(Optional<SignInStore.Account> account, String password) {
        Optional<String> hash = account.map(SignInStore.Account::passwordHash).filter(known -> !tooLong(password));
        boolean same = passwords.matches(password, hash.orElseGet(this::fitsNothing));
        return same && hash.isPresent();
    }

    private String fitsNothing() {
        String made = fitsNothing;
        if (made == null) {
            made = Objects.requireNonNull(passwords.encode("no password is this one"));
            fitsNothing = made;
        }
        return made;
    }

    Optional<SignInStore.Account> findAccount(String email) {
        return transactions.read(() -> store.findAccount(normalised(email)));
    }

    /** Whether anybody can sign in by password or passkey, people of sample companies left out. */
    public boolean anybodyCanSignIn() {
        return transactions.read(store::anybodyCanSignIn);
    }

    Person person(String email) {
        return access.person(email);
    }
}
