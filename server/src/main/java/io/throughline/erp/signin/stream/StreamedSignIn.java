package io.throughline.erp.signin.stream;

import io.throughline.browser.BrowserInput;
import io.throughline.browser.BrowserProblemException;
import io.throughline.browser.BrowserVisit;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.erp.signin.stream.StreamStatus.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One person's sign-in at the ERP's page, from the first connection of their viewer to its end; runs on a thread of its own. What
 * others tell it is safe for concurrent use.
 */
final class StreamedSignIn implements BrowserVisit.Watcher {

    /** At the page; waiting in line comes on top, up to {@link SignInAttempts#LONGEST} after asking. */
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(StreamedSignIn.class);
    private static final Duration LOOK = Duration.ofMillis(150);
    private static final Duration LOOK_AT_ATTEMPT = Duration.ofSeconds(1);
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final String TOKEN = "token";
    private static final int LONGEST_TOKEN = 8_192;

    /** What pages of ERPs keep in the place of a token before anybody has signed in. */
    private static final Set<String> NO_TOKENS = Set.of("", "null", "undefined");

    private final String id;
    private final StreamSurroundings around;
    private final Semaphore news = new Semaphore(0);
    private final AtomicReference<@Nullable StreamSocket> viewer = new AtomicReference<>();
    private volatile long awaySinceNanos = System.nanoTime();
    private volatile @Nullable String endedWhy;
    private volatile boolean stopping;

    // guarded by this
    private ViewSize size;
    private @Nullable BrowserVisit visit;
    private boolean over;

    // of the thread alone
    private long attemptSeenNanos = System.nanoTime();
    private long signOfLifeNanos = System.nanoTime();
    private @Nullable StreamSocket told;
    private @Nullable StreamStatus toldLast;

    StreamedSignIn(String id, StreamSurroundings around, ViewSize size) {
        this.id = id;
        this.around = around;
        this.size = size;
    }

    /**
     * Shows it to a viewer, in the place of any before.
     *
     * @return false if it is over
     */
    boolean attach(StreamSocket socket, ViewSize room) {
        StreamSocket before;
        synchronized (this) {
            if (over) {
                return false;
            }
            before = viewer.getAndSet(socket);
            size = room;
            watchAnew();
        }
        news.release();
        if (before != null) {
            before.takenOver();
        }
        return true;
    }

    synchronized void detach(StreamSocket socket) {
        if (viewer.compareAndSet(socket, null)) {
            awaySinceNanos = System.nanoTime();
            if (visit != null) {
                visit.watch(null);
            }
        }
    }

    /** So that the viewer gets a first picture, though nothing changes. */
    private synchronized void watchAnew() {
        if (visit != null && viewer.get() != null) {
            visit.resize(size.width(), size.height());
            visit.watch(null);
            visit.watch(this);
        }
    }

    synchronized void resize(ViewSize room) {
        if (!room.equals(size)) {
            size = room;
            atPage(open -> open.resize(room.width(), room.height()));
        }
    }

    void type(BrowserInput input) {
        atPage(open -> open.send(input));
    }

    void pictureSeen() {
        atPage(BrowserVisit::frameSeen);
    }

    void reload() {
        atPage(BrowserVisit::reload);
    }

    void closePopup() {
        atPage(BrowserVisit::closePopup);
    }

    private synchronized void atPage(Consumer<BrowserVisit> deed) {
        if (visit != null) {
            deed.accept(visit);
        }
    }

    @Override
    public void frame(BrowserVisit.Frame frame) {
        StreamSocket current = viewer.get();
        if (current == null) {
            frame.erase();
        } else {
            current.show(frame);
        }
    }

    @Override
    public void changed() {
        news.release();
    }

    @Override
    public void ended(String why) {
        endedWhy = why;
        news.release();
    }

    /** Waits its turn, shows the page, and hands on the token; returns when all that is over, or nobody waits for it any more. */
    void run() throws InterruptedException {
        try (Places.Place place = around.places().take()) {
            if (awaitTurn(place)) {
                tell(StreamStatus.of(State.STARTING, "Opening the page…", LIFE.toSeconds()));
                atErp();
            }
        } catch (BrowserProblemException e) {
            if (stopping) {
                return;
            }
            log.warn("A browser for signing in to the ERP could not be used: {}", e.getMessage());
            around.attempts().fail(id, e.getMessage() + " Nothing was stored.");
        } catch (RuntimeException | Error e) { // else nobody would be told that it ended
            log.error("A streamed sign-in failed", e);
            around.attempts()
                    .fail(
                            id,
                            "The sign-in failed by a fault of this server. Try again; whoever runs it finds it in the log.");
        }
    }

    /** Lets go of everything soon, because the server stops; what the ERP is asked just now is waited for. */
    void stop() {
        stopping = true;
        news.release();
    }

    private boolean awaitTurn(Places.Place place) throws InterruptedException {
        if (place.inLine() == 0) {
            return !isOver();
        }
        Instant until = extended(SignInAttempts.LONGEST).orElse(Instant.MIN);
        for (int inLine = place.inLine(); inLine > 0; inLine = place.inLine()) {
            if (awayLongerThan(around.patience().inLine()) || isOver()) {
                return false;
            }
            tell(new StreamStatus(
                    State.WAITING,
                    inLine,
                    inLine == 1
                            ? "Others are signing in just now. You are the next."
                            : "Others are signing in just now. You are number " + inLine + " in line.",
                    false,
                    null,
                    false,
                    false,
                    secondsUntil(until)));
            awaitNews();
        }
        return !isOver();
    }

    private void atErp() throws BrowserProblemException, InterruptedException {
        URI page = around.site()
                .page()
                .orElseThrow(() -> new BrowserProblemException("This server does not know the page of the ERP."));
        BrowserVisit opened = around.browser().open(page, roomNow());
        try {
            Optional<Instant> until = extended(LIFE);
            if (until.isPresent()) {
                synchronized (this) {
                    visit = opened;
                    watchAnew();
                }
                watchPage(opened, ErpSite.originOf(page), until.get());
            }
        } finally {
            synchronized (this) {
                visit = null;
            }
            around.browser().leave(opened);
        }
    }

    private synchronized ViewSize roomNow() {
        return size;
    }

    private void watchPage(BrowserVisit page, URI origin, Instant until) throws InterruptedException {
        while (!isOver()) {
            Optional<String> token = page.stored(origin, TOKEN)
                    .map(String::strip)
                    .filter(found -> !NO_TOKENS.contains(found) && found.length() <= LONGEST_TOKEN);
            if (token.isPresent()) {
                finish(page, token.get());
                return;
            }
            String why = endedWhy;
            if (why != null) {
                around.attempts().fail(id, why + " Nothing was stored. Ask for a new link, and try again.");
                return;
            }
            if (awayLongerThan(around.patience().atPage())) {
                around.attempts().fail(id, "The page was closed before anybody had signed in. Nothing was stored.");
                return;
            }
            tell(StreamStatus.ofPage(page, secondsUntil(until)));
            awaitNews();
        }
    }

    private void finish(BrowserVisit page, String token) {
        page.watch(null); // from here on nothing is to be seen
        tell(StreamStatus.of(State.CHECKING, "You are through. Asking the ERP who you are…", 0));
        around.attempts().finish(id, asker -> around.backend().signInWithToken(asker, token));
    }

    private void tell(StreamStatus status) {
        StreamSocket current = viewer.get();
        if (current == null) {
            return;
        }
        if (!current.equals(told) || !status.looksLike(toldLast)) {
            told = current;
            toldLast = status;
            current.tell(status);
        }
        if (System.nanoTime() - signOfLifeNanos > SIGN_OF_LIFE.toNanos()) {
            signOfLifeNanos = System.nanoTime();
            current.ping();
        }
    }

    private void awaitNews() throws InterruptedException {
        if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private boolean awayLongerThan(Duration patience) {
        return viewer.get() == null && System.nanoTime() - awaySinceNanos > patience.toNanos();
    }

    /** Looks at the database now and then: the person may have cancelled, or asked anew, at any node. */
    private boolean isOver() {
        if (stopping) {
            return true;
        }
        if (System.nanoTime() - attemptSeenNanos < LOOK_AT_ATTEMPT.toNanos()) {
            return false;
        }
        attemptSeenNanos = System.nanoTime();
        try {
            return !around.attempts().isLive(id);
        } catch (DataAccessException | TransactionException e) {
            log.warn("A streamed sign-in goes on, though its attempt could not be looked at: {}", e.getMessage());
            return false;
        }
    }

    /** @return empty if it is over */
    private Optional<Instant> extended(Duration time) {
        return around.attempts().extend(id, around.clock().instant().plus(time));
    }

    private long secondsUntil(Instant until) {
        return Math.max(0, until.getEpochSecond() - around.clock().instant().getEpochSecond());
    }

    /** Tells the viewer how it ended, and lets go of them. Nobody can attach any more. */
    void close() {
        StreamSocket last;
        synchronized (this) {
            over = true;
            last = viewer.getAndSet(null);
        }
        if (last != null) {
            last.end(around.attempts().find(id));
        }
    }
}
