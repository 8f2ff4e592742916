package io.throughline.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/**
 * The streams on which clients listen for messages of the server. They never end by themselves, so a stop ends them before the
 * web server waits for the calls under way. Safe for concurrent use.
 */
final class ListeningStreams implements SmartLifecycle {

    private final Set<AsyncContext> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    /** Takes note of every stream that is opened. */
    Filter filter() {
        return (request, response, chain) -> {
            boolean listens = request instanceof HttpServletRequest http && "GET".equals(http.getMethod());
            if (listens && !running && response instanceof HttpServletResponse http) {
                ErrorAnswer.send(
                        http, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "stopping", "The server is stopping.");
                return;
            }
            chain.doFilter(request, response);
            if (listens && request.isAsyncStarted()) {
                AsyncContext stream = request.getAsyncContext();
                open.add(stream);
                stream.addListener(new Forget(stream));
                if (!running) {
                    end(stream);
                }
            }
        };
    }

    @Override
    public void start() {
        running = true;
    }

    /** Spring stops this first, since it is in the last phase of all. */
    @Override
    public void stop() {
        running = false;
        open.forEach(this::end);
    }

    private void end(AsyncContext stream) {
        if (open.remove(stream)) {
            stream.complete();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private final class Forget implements AsyncListener {

        private final AsyncContext stream;

        Forget(AsyncContext stream) {
            this.stream = stream;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            open.remove(stream);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            open.remove(stream);
        }

        @Override
        public void onError(AsyncEvent event) {
            open.remove(stream);
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // the same stream goes on
        }
    }
}
