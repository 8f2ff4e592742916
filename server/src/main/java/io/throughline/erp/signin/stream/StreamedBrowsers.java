package io.throughline.erp.signin.stream;

import io.throughline.erp.signin.SignInAttempts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** The streamed sign-ins of this process. Safe for concurrent use. */
final class StreamedBrowsers implements ApplicationListener<ContextClosedEvent>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StreamedBrowsers.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Running(StreamedSignIn signIn, Thread thread) {}

    private final StreamSurroundings around;
    private final ApplicationContext server;
    private final ConcurrentMap<String, Running> running = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    /** @param server whose end is the end of all streamed sign-ins */
    StreamedBrowsers(StreamSurroundings around, ApplicationContext server) {
        this.around = around;
        this.server = server;
    }

    /**
     * Shows an attempt to its viewer: the one under way, or a new one if there is none here.
     *
     * @return empty if it is over, which the viewer was told
     */
    Optional<StreamedSignIn> attach(String id, StreamSocket viewer, ViewSize size) {
        SignInAttempts attempts = around.attempts();
        if (stopped || !attempts.isLive(id)) {
            viewer.end(attempts.find(id));
            return Optional.empty();
        }
        Running shown = running.compute(
                id,
                (key, before) ->
                        before != null && before.signIn().attach(viewer, size) ? before : start(id, viewer, size));
        return Optional.of(shown.signIn());
    }

    private Running start(String id, StreamSocket viewer, ViewSize size) {
        var signIn = new StreamedSignIn(id, around, size);
        signIn.attach(viewer, size);
        Thread thread = Thread.ofVirtual().name("erp-browser").unstarted(() -> run(id, signIn));
        thread.start();
        return new Running(signIn, thread);
    }

    private void run(String id, StreamedSignIn signIn) {
        try {
            signIn.run();
        } catch (InterruptedException e) {
            log.debug("A streamed sign-in was interrupted");
        } finally {
            running.computeIfPresent(id, (key, now) -> now.signIn() == signIn ? null : now);
            signIn.close();
        }
    }

    /** Before the web server stops, so that viewers are told. */
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext() == server) { // and not one below it
            close();
        }
    }

    @Override
    public void close() {
        stopped = true;
        running.values().forEach(each -> each.signIn().stop());
        for (Running each : running.values()) {
            try {
                each.thread().join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        around.browser().close();
    }
}
