package io.throughline.erp.signin.provider;

import io.throughline.access.Principal;
import io.throughline.access.Sealer;
import io.throughline.erp.signin.EmbeddedPage;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.SignInAttempt;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
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

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** For another process of ours to let go of an attempt that a newer one has replaced. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    private final int port;
    private final SignInAttempts attempts;
    private final Supplier<Sealer> sealer;
    private final Clock clock;
    private final Function<LocalPages, LocalServer.Content> content;
    private final Map<String, Served> served = new LinkedHashMap<>();
    private @Nullable LocalServer server;
    private boolean watching;
    private volatile @Nullable String withoutId;

    /** @param overSince by {@link System#nanoTime}; null while it runs */
    private record Served(
            SignInAttempt attempt, long since, @Nullable Long overSince) {}

    LocalPages(
            int port,
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
        if (withoutId == null || !served.containsKey(withoutId)) {
            withoutId = id;
        }
        return URI.create(base() + ProviderPages.LOGIN + (id.equals(withoutId) ? "" : "/" + id));
    }

    private URI base() {
        return URI.create("http://" + LocalServer.ADDRESS + ":" + port);
    }

    /** Starts the server, unless a process of ours has the port that will let go of it for the same person. */
    private void prepare(long tenantId, long personId) {
        if (server == null) {
            server = LocalServer.start(port, content.apply(this)).orElse(null);
        }
        if (server == null) {
            requireHandover(named(tenantId, personId));
        }
    }

    private void requireHandover(String asker) {
        switch (PortOwner.find(port, sealer.get())) {
            case PortOwner.Ours ours -> {
                if (!ours.busy().people().equals(asker)) {
                    throw taken("Port " + port + " is taken by the sign-in of "
                            + ours.busy().shown()
                            + " on this machine, which ends in " + ours.busy().secondsLeft()
                            + " seconds at the latest. Finish it, or try again then.");
                }
            }
            case PortOwner.OtherServer other ->
                throw taken("Port " + port
                        + " is taken by another server of this kind on this machine, whose sign-in ends"
                        + " in " + SignInAttempts.LIFE.toSeconds() + " seconds at the latest. Try again then, or set"
                        + " THROUGHLINE_OAUTH_PORT (MCP_OAUTH_PORT) to another port for one of them.");
            case PortOwner.Stranger stranger ->
                throw taken("Port " + port + " is taken by another program; stop it, or set THROUGHLINE_OAUTH_PORT"
                        + " (MCP_OAUTH_PORT) to a free port.");
        }
    }

    private static TimeLogProblemException taken(String words) {
        return new TimeLogProblemException(Kind.REFUSED, words + " Nothing was started.");
    }

    private static String named(long tenantId, long personId) {
        return tenantId + ":" + personId;
    }

    /** The other process sees that its attempt is replaced, and frees the port. */
    private LocalServer takeOver(String id) {
        long since = System.nanoTime();
        while (System.nanoTime() - since < HANDOVER.toNanos()) {
            Optional<LocalServer> started = LocalServer.start(port, content.apply(this));
            if (started.isPresent()) {
                return started.get();
            }
            if (!pause()) {
                break;
            }
        }
        String words = "Port " + port + " is still taken by another sign-in of yours on this machine. Try again in some"
                + " seconds.";
        attempts.fail(id, words);
        throw taken(words);
    }

    private static boolean pause() {
        try {
            Thread.sleep(LOOK_EVERY);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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

    /** Ends with the last attempt. */
    private void watch() {
        do {
            if (!pause()) {
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
        if (!served.isEmpty() || (running != null && running.isBusy())) {
            return false;
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
        withoutId = null;
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
    public Optional<String> attemptWithoutId() {
        return Optional.ofNullable(withoutId);
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
