package io.throughline.access.oauth.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** Fetches one document under one deadline, from looking up its host to its last byte. Safe for concurrent use. */
final class DocumentFetch implements AutoCloseable {

    static final Duration DEADLINE = Duration.ofSeconds(4);
    private static final int HTTPS = 443;

    /** A name server that keeps silent holds a thread for longer than our deadline. */
    private static final int MAX_LOOKUPS = 8;

    private static final int MAX_WAITING_LOOKUPS = 64;

    private final DocumentHosts hosts;
    private final DocumentConnection connection;

    /** Real threads: a virtual one that looks up a name holds on to one of the few that carry all others. */
    private final ExecutorService lookups = lookups();

    private final ExecutorService connecting = Executors.newVirtualThreadPerTaskExecutor();

    DocumentFetch(DocumentHosts hosts, DocumentConnection connection) {
        this.hosts = hosts;
        this.connection = connection;
    }

    /** @param ownNames hosts of this server, to whose addresses it never connects */
    static DocumentFetch strict(Set<String> ownNames) {
        return new DocumentFetch(
                DocumentHosts.strict(ownNames), new DocumentConnection(DocumentFetch::ofSystem, HTTPS, DEADLINE));
    }

    private static SSLContext ofSystem() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ExecutorService lookups() {
        var threads = new ThreadPoolExecutor(
                MAX_LOOKUPS,
                MAX_LOOKUPS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MAX_WAITING_LOOKUPS),
                Thread.ofPlatform().daemon().name("client-document-lookup-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** @throws RefusedClientException if there is no answer in time, or it is no document */
    DocumentConnection.Answer get(ClientAddress address) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        try {
            List<InetAddress> checked = within(deadline, lookups, () -> hosts.addresses(address));
            return within(deadline, connecting, () -> connection.get(address, checked));
        } catch (IOException e) {
            // One sentence for a name that does not exist, one that leads into our network, and a server that is down.
            throw new RefusedClientException(
                    "The program's document cannot be reached: its host has no public address, or"
                            + " no server answers there with a valid certificate.");
        } catch (TimeoutException e) {
            throw new RefusedClientException("The program's document cannot be reached: it did not come within "
                    + DEADLINE.toSeconds() + " seconds.");
        } catch (RejectedExecutionException e) {
            throw new RefusedClientException("The program's document was not fetched: too many others are. Try again.");
        }
    }

    /** A late task is interrupted, which closes the socket of a virtual thread wherever it waits. */
    private static <T> T within(long deadline, ExecutorService threads, Callable<T> task)
            throws IOException, TimeoutException {
        Future<T> result = threads.submit(task);
        try {
            return result.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("A fetch runs in a thread of its own, which nobody interrupts.", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException noAnswer -> throw noAnswer;
                case RuntimeException refusedOrFault -> throw refusedOrFault;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            result.cancel(true);
        }
    }

    @Override
    public void close() {
        lookups.shutdownNow();
        connecting.shutdownNow();
    }
}
