package io.throughline.erp.signin;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.access.RandomSecret;
import io.throughline.access.Sealer;
import io.throughline.access.Sha256;
import io.throughline.database.Transactions;
import io.throughline.timelog.BrowserSignIns.State;
import io.throughline.timelog.BrowserSignIns.Way;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Attempts to sign in to the ERP in a browser: each has a link that works once, for one browser, for five minutes, and belongs
 * to the person who asked for it. All nodes know them. Safe for concurrent use.
 */
public final class SignInAttempts {

    public static final Duration LIFE = Duration.ofMinutes(5);

    /** From asking to the end, for one that waits its turn and is given more time. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** How long it is told how an attempt went. */
    static final Duration TOLD = Duration.ofHours(1);

    private static final String PURPOSE = "sign-in attempt ";

    private final SignInAttemptStore store;
    private final Transactions transactions;
    private final Supplier<Sealer> sealer;
    private final AccessService access;
    private final Supplier<SignInBackend> backend;
    private final Clock clock;

    /** @param backend where a sign-in is taken back that was cancelled while it was made */
    SignInAttempts(
            SignInAttemptStore store,
            Transactions transactions,
            Supplier<Sealer> sealer,
            AccessService access,
            Supplier<SignInBackend> backend,
            Clock clock) {
        this.access = access;
        this.backend = backend;
        this.store = store;
        this.transactions = transactions;
        this.sealer = sealer;
        this.clock = clock;
    }

    /**
     * Begins one; a former one of the same person is over, and its link leads nowhere.
     *
     * @return its id, for the link: 43 characters that nobody can guess
     */
    public String begin(Principal principal, Way way) {
        String id = RandomSecret.make();
        Instant now = clock.instant();
        var attempt = new SignInAttempt(
                principal.tenantId(),
                principal.personId(),
                principal.personName(),
                principal.client(),
                way,
                State.WAITING,
                now,
                now.plus(LIFE),
                "");
        transactions.write(() -> store.put(attempt, Sha256.hex(id)));
        return id;
    }

    /** Empty for an id that never was, or whose attempt was replaced or is long over. */
    public Optional<SignInAttempt> find(String id) {
        Instant now = clock.instant();
        return transactions
                .readOnce(() -> store.find(Sha256.hex(id), now))
                .filter(attempt -> attempt.until().plus(TOLD).isAfter(now));
    }

    Optional<SignInAttempt> findOf(Principal principal) {
        Instant now = clock.instant();
        return transactions
                .readOnce(() -> store.findOf(principal.tenantId(), principal.personId(), now))
                .filter(attempt -> attempt.until().plus(TOLD).isAfter(now));
    }

    /** Whether somebody can still sign in. */
    public boolean isLive(String id) {
        return find(id).filter(attempt -> !attempt.state().isOver()).isPresent();
    }

    /**
     * Binds the attempt to the browser that opens it first.
     *
     * @param viewer the secret of that browser, from its cookie
     * @return whether it is that browser's; false also if the attempt is over
     */
    public boolean open(String id, String viewer) {
        return transactions.write(() -> store.open(Sha256.hex(id), Sha256.hex(viewer), clock.instant()));
    }

    /** Whether the attempt, which may be over, was opened by that browser. */
    public boolean isViewer(String id, String viewer) {
        return transactions.readOnce(() -> store.isViewer(Sha256.hex(id), Sha256.hex(viewer)));
    }

    /**
     * Gives an attempt that is under way another end, at most {@link #LONGEST} after it was asked for.
     *
     * @return its end now; empty if it is over
     */
    public Optional<Instant> extend(String id, Instant until) {
        SignInAttempt attempt = find(id).orElse(null);
        if (attempt == null) {
            return Optional.empty();
        }
        Instant latest = attempt.askedAt().plus(LONGEST);
        Instant end = until.isAfter(latest) ? latest : until;
        boolean extended = transactions.write(() -> store.extend(Sha256.hex(id), end, clock.instant()));
        return extended ? Optional.of(end) : Optional.empty();
    }

    /** Keeps what proves at the end that it is the same attempt, such as a verifier and a nonce; sealed. */
    public void keepSecrets(String id, String secrets) {
        String shut = sealer.get().seal(PURPOSE + Sha256.hex(id), secrets.getBytes(StandardCharsets.UTF_8));
        transactions.write(() -> store.putSecrets(Sha256.hex(id), shut));
    }

    /** Gives them out once, as long as the attempt is under way. */
    public Optional<String> takeSecrets(String id) {
        return transactions
                .write(() -> store.takeSecrets(Sha256.hex(id), clock.instant()))
                .flatMap(kept -> sealer.get().open(PURPOSE + Sha256.hex(id), kept))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Signs the asker in with what the browser brought, once: of several who try, one does it.
     *
     * @param signIn asks the ERP, with the asker as the caller
     * @return how the attempt is now; empty if it is unknown
     */
    public Optional<SignInAttempt> finish(String id, Function<Principal, LogPerson> signIn) {
        String hash = Sha256.hex(id);
        SignInAttempt attempt = find(id).orElse(null);
        if (attempt == null || !transactions.write(() -> store.claim(hash, clock.instant()))) {
            return find(id);
        }
        Principal asker = attempt.asker();
        State state = State.FAILED;
        String told = "The sign-in failed by a fault of this server. Try again; whoever runs it finds it in the log.";
        try {
            if (!access.worksIn(asker)) {
                throw new TimeLogProblemException(
                        Kind.REFUSED, "You work in no workspace of that company any more, so nothing was stored.");
            }
            LogPerson person = signIn.apply(asker);
            state = State.DONE;
            told = "Signed in as " + person.shown() + ".";
        } catch (TimeLogProblemException e) {
            told = String.valueOf(e.getMessage());
        } finally {
            end(id, true, state, told);
        }
        Optional<SignInAttempt> now = find(id);
        if (state == State.DONE && now.filter(this::isCancelled).isPresent()) {
            backend.get().signOut(asker); // cancelled while the ERP was asked
        }
        return now;
    }

    /**
     * Ends an attempt that came to nothing; one that is over stays as it is.
     *
     * @param told why, and what to do, for people
     */
    public void fail(String id, String told) {
        end(id, false, State.FAILED, told);
    }

    private boolean isCancelled(SignInAttempt attempt) {
        return attempt.state() == State.CANCELLED;
    }

    /** Ends an attempt by the wish of the person. */
    public void cancel(String id) {
        find(id).ifPresent(attempt -> cancel(attempt.asker()));
    }

    private void end(String id, boolean finishing, State state, String told) {
        transactions.write(() -> store.end(Sha256.hex(id), finishing, state, told));
    }

    boolean cancel(Principal principal) {
        return transactions.write(() -> store.cancel(
                principal.tenantId(),
                principal.personId(),
                "The sign-in was cancelled. Nothing was stored.",
                clock.instant()));
    }
}
