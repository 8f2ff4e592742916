package io.throughline.mcp.http;

import io.throughline.access.Principal;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The open sessions of one transport. A session belongs to whoever opened it: for anybody else it does not exist. Safe for
 * concurrent use.
 */
final class Sessions<S extends Sessions.Session> {

    private static final int ID_BYTES = 24; // 192 bits

    private final SessionLimits limits;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Owned<S>> open = new ConcurrentHashMap<>();

    /** What can be kept here. */
    interface Session {

        /** Nanoseconds since it was last used; 0 while it is. */
        long idleNanos();

        /** Whether it ends when it was not used for long. */
        default boolean expires() {
            return true;
        }

        /** Lets go of what has grown old. */
        default void tidy() {}

        void close();
    }

    private record Owner(long tenantId, long personId, String client) {

        static Owner of(Principal principal) {
            return new Owner(principal.tenantId(), principal.personId(), principal.client());
        }
    }

    private record Owned<S>(Owner owner, S session) {}

    Sessions(SessionLimits limits) {
        this.limits = limits;
    }

    /**
     * Opens a session.
     *
     * @param make makes it for an id that nobody can guess
     * @return empty if there are too many
     */
    Optional<S> open(Principal principal, Function<String, S> make) {
        Owner owner = Owner.of(principal);
        S opened;
        synchronized (this) {
            List<Map.Entry<String, Owned<S>>> own = open.entrySet().stream()
                    .filter(each -> each.getValue().owner().equals(owner))
                    .toList();
            if (own.size() >= limits.perPrincipal()) {
                own.stream()
                        .max(Comparator.comparingLong(
                                each -> each.getValue().session().idleNanos()))
                        .ifPresent(idlest -> end(idlest.getKey()));
            } else if (open.size() >= limits.inAll()) {
                return Optional.empty();
            }
            byte[] bytes = new byte[ID_BYTES];
            random.nextBytes(bytes);
            String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            opened = make.apply(id);
            open.put(id, new Owned<>(owner, opened));
        }
        return Optional.of(opened);
    }

    /** Empty if there is none, or none of this principal. */
    Optional<S> find(String id, Principal principal) {
        Owned<S> found = open.get(id);
        return found != null && found.owner().equals(Owner.of(principal))
                ? Optional.of(found.session())
                : Optional.empty();
    }

    void end(String id) {
        Owned<S> ended = open.remove(id);
        if (ended != null) {
            Thread.ofVirtual().name("session-end").start(ended.session()::close); // a slow reader may hold it up
        }
    }

    /** Ends those that nobody uses any more. */
    void sweep() {
        open.forEach((id, each) -> {
            each.session().tidy();
            if (each.session().expires()
                    && each.session().idleNanos() > limits.idle().toNanos()) {
                end(id);
            }
        });
    }

    void forEach(Consumer<S> action) {
        open.values().forEach(each -> action.accept(each.session()));
    }
}
