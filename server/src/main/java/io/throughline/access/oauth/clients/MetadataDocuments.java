package io.throughline.access.oauth.clients;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.throughline.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of programs whose {@code client_id} is an address, kept for as long as their servers allow. Whoever asks for
 * the same one at the same time shares one fetch. Safe for concurrent use.
 */
public final class MetadataDocuments implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(MetadataDocuments.class);
    private static final int MAX_KEPT = 1_000;

    private final ClientDomains domains;
    private final ClientDocumentReader reader;
    private final DocumentFetch fetch;
    private final Clock clock;
    private final FetchLimits limits = new FetchLimits();
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().maximumSize(MAX_KEPT).build();
    private final ConcurrentMap<String, CompletableFuture<DocumentOutcome>> underWay = new ConcurrentHashMap<>();

    private record Kept(ClientDocument document, Instant until) {}

    public MetadataDocuments(Settings settings, Clock clock) {
        this(
                new ClientDomains(
                        settings.clients().domainsAllowed(), settings.clients().domainsDenied()),
                Set.copyOf(settings.clients().redirectHosts()),
                DocumentFetch.strict(ownNames(settings)),
                clock);
    }

    MetadataDocuments(ClientDomains domains, Set<String> redirectHosts, DocumentFetch fetch, Clock clock) {
        this.domains = domains;
        this.reader = new ClientDocumentReader(redirectHosts);
        this.fetch = fetch;
        this.clock = clock;
    }

    private static Set<String> ownNames(Settings settings) {
        Set<String> names = new HashSet<>();
        names.add(settings.host());
        URI publicUrl = settings.publicUrl();
        if (publicUrl != null) {
            names.add(publicUrl.getHost());
        }
        return names;
    }

    /** Whether a {@code client_id} means to be the address of a document. If not, it can only be one we gave out ourselves. */
    public static boolean isAddress(String clientId) {
        return clientId.regionMatches(true, 0, "https:", 0, 6) || clientId.regionMatches(true, 0, "http:", 0, 5);
    }

    /**
     * The document of a program; answers within some seconds.
     *
     * @param clientId as the program sent it
     * @param requester from where the question comes, behind a proxy that of the person
     */
    public DocumentOutcome find(String clientId, InetAddress requester) {
        try {
            var address = ClientAddress.of(clientId);
            domains.check(address);
            Optional<DocumentOutcome> known = findKept(address);
            if (known.isPresent()) {
                return known.get();
            }
            Optional<DocumentOutcome.Limited> denied = limits.question(requester);
            return denied.isPresent() ? denied.get() : shared(address);
        } catch (RefusedClientException e) {
            return new DocumentOutcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private Optional<DocumentOutcome> findKept(ClientAddress address) {
        Kept found = kept.getIfPresent(address.text());
        Instant now = clock.instant();
        return found == null || !now.isBefore(found.until())
                ? Optional.empty()
                : Optional.of(new DocumentOutcome.Fetched(found.document(), Duration.between(now, found.until())));
    }

    private DocumentOutcome shared(ClientAddress address) {
        var mine = new CompletableFuture<DocumentOutcome>();
        CompletableFuture<DocumentOutcome> theirs = underWay.putIfAbsent(address.text(), mine);
        if (theirs == null) {
            // In a thread of its own, so that those who wait with us get their answer even if we are interrupted.
            Thread.ofVirtual().name("client-document").start(() -> complete(mine, address));
        }
        try {
            return (theirs == null ? mine : theirs).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedClientException(
                    "The program's document was not fetched, since the server stops. Try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Fetching the document of a program failed by a fault of ours.", e.getCause());
        }
    }

    private void complete(CompletableFuture<DocumentOutcome> outcome, ClientAddress address) {
        @Nullable DocumentOutcome found = null;
        @Nullable Throwable fault = null;
        try {
            found = fetched(address);
        } catch (RefusedClientException e) {
            log.info("The program of {} was not taken: {}", address.host(), e.getMessage());
            found = new DocumentOutcome.Refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            fault = e;
        }
        underWay.remove(address.text(), outcome); // first: whoever comes now finds it kept, or asks anew
        if (found != null) {
            outcome.complete(found);
        } else {
            outcome.completeExceptionally(fault);
        }
    }

    private DocumentOutcome fetched(ClientAddress address) {
        Optional<DocumentOutcome> known = findKept(address); // by a fetch that ended since its asker looked
        if (known.isPresent()) {
            return known.get();
        }
        Optional<DocumentOutcome.Limited> denied = limits.fetch(address);
        if (denied.isPresent()) {
            return denied.get();
        }
        DocumentConnection.Answer answer = fetch.get(address);
        ClientDocument document = reader.read(address, answer.body());
        Duration validFor = DocumentLifetime.of(answer.cacheControl());
        kept.put(address.text(), new Kept(document, clock.instant().plus(validFor)));
        return new DocumentOutcome.Fetched(document, validFor);
    }

    @Override
    public void close() {
        fetch.close();
    }
}
