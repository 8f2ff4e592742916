package io.throughline.erp.signin.provider;

import io.throughline.access.Principal;
import io.throughline.access.Sealer;
import io.throughline.erp.signin.EmbeddedPage;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.SignInAttempt;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.TimeLogProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages on this machine, as long as an attempt runs that needs them: the first one starts the server, and some seconds after
 * the last one its port is free. Safe for concurrent use.
 */
final class LocalPages implements Place, EmbeddedPage, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalPages.class);

    /** To load the page that tells how it went. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(5);

    private final LocalPort port;
    private final SignInAttempts attempts;
    private final Supplier<Sealer> sealer;
    private final Clock clock;
    private final Function<LocalPages, LocalServer.Content> content;
    private final Map<String, Served> served = new LinkedHashMap<>();
    private @Nullable LocalServer server;
    private boolean watching;
    private @Nullable Long nothingServedSince;

    /** @param overSince by {@link System#nanoTime}; null while it runs */
    private record Served(
            SignInAttempt attempt, long since, @Nullable Long overSince) {}

    LocalPages(
            LocalPort port,
            SignInAttempts attempts,
            Supplier<Sealer> sealer,
            Clock clock,
            Function<LocalPages, LocalServer.Content> content) {
        this.port = port;
        this.attempts = attempts;
        this.sealer = sealer;
        this.clock = clock;
        this.content = content;
    }

    /**
     * Serves an attempt, as long as it runs.
     *
     * @param begin begins the attempt; called only when nothing speaks against it
     * @return the link to its page
     * @throws TimeLogProblemException if something else has the port
     */
    synchronized URI serve(Principal asker, Supplier<String> begin) {
        prepare(asker.tenantId(), asker.personId());
        String id;
        try {
            id = begin.get();
            keep(id);
        } finally {
            if (served.isEmpty()) {
                close();
            }
        }
        // With its id, which other users of this machine do not know: a link without would let them go on with it.
        return URI.create(base() + ProviderPages.LOGIN + "/" + id);
    }

    private URI base() {
        return URI.create("http://" + LocalServer.ADDRESS + ":" + port.number());
    }

    /** Starts the server, unless a process of ours has the port that will let go of it for the same person. */
    private void prepare(long tenantId, long personId) {
        if (server == null) {
            server = port.bind(content.apply(this)).orElse(null);
        }
        if (server == null) {
            port.requireHandover(named(tenantId, personId));
        }
    }

    private static String named(long tenantId, long personId) {
        return tenantId + ":" + personId;
    }

    private void keep(String id) {
        SignInAttempt attempt = attempts.find(id).orElse(null);
        if (attempt == null) {
            return; // replaced by a newer one meanwhile
        }
        if (server == null) {
            server = takeOver(id);
        }
        served.put(id, new Served(attempt, System.nanoTime(), null));
        if (!watching) {
            watching = true;
            Thread.ofVirtual().name("sign-in page").start(this::watch);
        }
    }

    private LocalServer takeOver(String id) {
        try {
            return port.takeOver(content.apply(this));
        } catch (TimeLogProblemException e) {
            attempts.fail(id, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** Ends with the last attempt. */
    private void watch() {
        do {
            if (!LocalPort.pause()) {
                close();
            }
        } while (!look());
    }

    /** @return whether there is nothing left to serve */
    private synchronized boolean look() {
        try {
            served.replaceAll((id, one) -> look(id, one));
            served.values().removeIf(LocalPages::isOver);
        } catch (RuntimeException e) {
            // The database may be back in a moment; the time below ends it in any case.
            log.warn(
                    "It is not known whether a sign-in is over: {}",
                    e.getClass().getSimpleName());
        }
        served.values().removeIf(one -> passed(one.since(), SignInAttempts.LIFE.plus(AFTERWARDS)));
        LocalServer running = server;
        if (!served.isEmpty()) {
            nothingServedSince = null;
            return false;
        }
        long since = nothingServedSince == null ? System.nanoTime() : nothingServedSince;
        nothingServedSince = since;
        if (running != null && running.isBusy() && !passed(since, AFTERWARDS)) {
            return false; // but not for as long as somebody may take to send a request
        }
        close();
        watching = false;
        return true;
    }

    /** One that was replaced is over at once: its pages have nothing to say. */
    private Served look(String id, Served one) {
        SignInAttempt now = attempts.find(id).orElse(null);
        if (now == null) {
            return new Served(one.attempt(), one.since(), System.nanoTime() - AFTERWARDS.toNanos());
        }
        return now.state().isOver() && one.overSince() == null ? new Served(now, one.since(), System.nanoTime()) : one;
    }

    private static boolean isOver(Served one) {
        return one.overSince() != null && passed(one.overSince(), AFTERWARDS);
    }

    private static boolean passed(long since, Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }

    @Override
    public synchronized void close() {
        LocalServer running = server;
        server = null;
        served.clear();
        if (running != null) {
            running.close();
        }
    }

    @Override
    public URI address() {
        return URI.create(base() + ErpSite.EMBEDDED_PAGE);
    }

    /** For an attempt on the embedded ERP's page, which has no link here. */
    @Override
    public synchronized void open(String attemptId) {
        SignInAttempt attempt = attempts.find(attemptId).orElse(null);
        if (attempt == null) {
            return; // replaced by a newer one meanwhile
        }
        try {
            prepare(attempt.tenantId(), attempt.personId());
            keep(attemptId);
        } catch (TimeLogProblemException e) {
            attempts.fail(attemptId, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    @Override
    public URI server(HttpServletRequest request) {
        return base();
    }

    @Override
    public String prefix() {
        return "";
    }

    /** Whoever sits at this machine and has the link. */
    @Override
    public boolean admits(HttpServletRequest request, SignInAttempt attempt) {
        return true;
    }

    @Override
    public synchronized Optional<String> proof(String nonce) {
        Optional<SignInAttempt> last =
                served.values().stream().map(Served::attempt).reduce((first, second) -> second);
        String people = served.values().stream()
                .map(one -> named(one.attempt().tenantId(), one.attempt().personId()))
                .distinct()
                .collect(Collectors.joining(" "));
        long secondsLeft = served.values().stream()
                .mapToLong(one ->
                        Duration.between(clock.instant(), one.attempt().until()).toSeconds() + 1)
                .max()
                .orElse(1);
        String shown = last.map(attempt -> attempt.personName() + " (" + attempt.client() + ")")
                .orElse("nobody");
        return Optional.of(new PortOwner.Busy(people, Math.max(1, secondsLeft), shown).seal(sealer.get(), nonce));
    }
}
