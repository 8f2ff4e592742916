package io.throughline.erp.signin.provider;

import io.throughline.access.Sealer;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one port of this machine that the provider leads people back to. Several programs of a person may want it; each has it as
 * long as it needs it.
 *
 * @param number 1 to 65,535
 */
record LocalPort(int number, Supplier<Sealer> sealer) {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** For another process of ours to let go of an attempt that a newer one has replaced. */
    private static final Duration HANDOVER = Duration.ofSeconds(5);

    /** Empty if something else has the port. */
    Optional<LocalServer> bind(LocalServer.Content content) {
        return LocalServer.start(number, content);
    }

    /**
     * Makes sure that it is a process of ours that has the port, for that person alone: it lets go as soon as the person begins a
     * new attempt.
     *
     * @param asker as {@link PortOwner.Busy} names people
     * @throws TimeLogProblemException if it is anything else
     */
    void requireHandover(String asker) {
        switch (PortOwner.find(number, sealer.get())) {
            case PortOwner.Ours ours -> {
                if (!ours.busy().people().equals(asker)) {
                    throw taken("by the sign-in of " + ours.busy().shown() + " on this machine, which ends in "
                            + ours.busy().secondsLeft() + " seconds at the latest. Finish it, or try again then.");
                }
            }
            case PortOwner.OtherServer other ->
                throw taken("by another server of this kind on this machine, whose sign-in ends in "
                        + SignInAttempts.LIFE.toSeconds() + " seconds at the latest. Try again then, or set"
                        + " THROUGHLINE_OAUTH_PORT (MCP_OAUTH_PORT) to another port for one of them.");
            case PortOwner.Stranger stranger ->
                throw taken(
                        "by another program; stop it, or set THROUGHLINE_OAUTH_PORT (MCP_OAUTH_PORT) to a free port.");
        }
    }

    private TimeLogProblemException taken(String words) {
        return new TimeLogProblemException(
                Kind.REFUSED, "Port " + number + " is taken " + words + " Nothing was started.");
    }

    /**
     * Waits for the other process, which sees within a moment that its attempt is replaced.
     *
     * @throws TimeLogProblemException if it does not let go
     */
    LocalServer takeOver(LocalServer.Content content) {
        long since = System.nanoTime();
        do {
            Optional<LocalServer> started = bind(content);
            if (started.isPresent()) {
                return started.get();
            }
        } while (System.nanoTime() - since < HANDOVER.toNanos() && pause());
        throw taken("by another sign-in of yours on this machine still. Try again in some seconds.");
    }

    /** @return false if the thread was asked to stop */
    static boolean pause() {
        try {
            Thread.sleep(LOOK_EVERY);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
