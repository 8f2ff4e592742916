package io.throughline.access.signin;

import io.throughline.access.RandomSecret;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Links by which the operator lets somebody in: the first account, and a forgotten password. Safe for concurrent use. */
public final class OneTimeLinkService {

    /** How long the link of the first account works; a start of the server makes a new one. */
    public static final Duration FIRST_ACCOUNT = Duration.ofHours(24);
    /** How long the link for a new password works. */
    public static final Duration PASSWORD = Duration.ofHours(1);

    /** Where the pages of the links are, before its secret. */
    public static final String FIRST_ACCOUNT_PAGE = "/first-account/";

    public static final String PASSWORD_PAGE = "/new-password/";

    private final OneTimeLinkStore store;
    private final SignInService accounts;
    private final Transactions transactions;
    private final Clock clock;

    OneTimeLinkService(OneTimeLinkStore store, SignInService accounts, Transactions transactions, Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The path of a new link for the first account, in the place of one made before; empty if somebody can sign in already.
     */
    public Optional<String> firstAccountPath() {
        if (accounts.anybodyCanSignIn()) {
            return Optional.empty();
        }
        return Optional.of(FIRST_ACCOUNT_PAGE + make(OneTimeLinkStore.FIRST_ACCOUNT, null, FIRST_ACCOUNT));
    }

    /**
     * The path of a new link for setting a password, in the place of one made before.
     *
     * @throws CallerMistakeException if there is no such person
     */
    public String passwordPath(String email) {
        String address = accounts.person(email).email();
        return PASSWORD_PAGE + make(OneTimeLinkStore.PASSWORD, address, PASSWORD);
    }

    private String make(String purpose, @Nullable String email, Duration lifetime) {
        String linkSecret = RandomSecret.make();
        transactions.write(() -> {
            store.deleteUnused(purpose, email);
            store.insert(
                    purpose, linkSecret, email, clock.instant(), clock.instant().plus(lifetime));
        });
        return linkSecret;
    }

    /** Whether the first account can be made with this. */
    public boolean isForFirstAccount(String linkSecret) {
        return transactions
                .read(() -> store.findEmail(OneTimeLinkStore.FIRST_ACCOUNT, linkSecret, clock.instant()))
                .isPresent();
    }

    /**
     * Uses the link of the first account up; to be called in the transaction that makes it.
     *
     * @throws CallerMistakeException if it was used, or is too old, or somebody can sign in already
     */
    public void useForFirstAccount(String linkSecret) {
        transactions.write(() -> {
            if (!store.use(OneTimeLinkStore.FIRST_ACCOUNT, linkSecret, clock.instant())
                    || accounts.anybodyCanSignIn()) {
                throw new CallerMistakeException("This link was used or is too old. Start the server again for a new"
                        + " one; if there is an account already, sign in.");
            }
        });
    }

    /** Whose password can be set with this. */
    public Optional<String> emailForPassword(String linkSecret) {
        return transactions.read(() -> store.findEmail(OneTimeLinkStore.PASSWORD, linkSecret, clock.instant()));
    }

    /**
     * Sets a password by a link, ends all sessions of the person, and removes passkeys and links to a provider: who asks for
     * this may have lost the account to somebody.
     *
     * @return the person's address
     * @throws CallerMistakeException if the password is not good, or the link was used or is too old
     */
    public String setPassword(String linkSecret, String password, String fromAddress) {
        // First: hashing is slow, and anybody can send a link that is none.
        if (emailForPassword(linkSecret).isEmpty()) {
            throw noSuchLink();
        }
        String hash = accounts.hash(password);
        return transactions.write(() -> {
            String email = store.findEmail(OneTimeLinkStore.PASSWORD, linkSecret, clock.instant())
                    .filter(address -> store.use(OneTimeLinkStore.PASSWORD, linkSecret, clock.instant()))
                    .orElseThrow(OneTimeLinkService::noSuchLink);
            accounts.setHash(accounts.person(email), hash, null, BrowserSignIn.CLIENT, fromAddress);
            accounts.removeOtherWays(accounts.person(email));
            return email;
        });
    }

    private static CallerMistakeException noSuchLink() {
        return new CallerMistakeException(
                "This link was used or is too old. The operator makes a new one with: throughline user link EMAIL");
    }
}
