package io.throughline.access.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;

/** The session of a browser, and what of it is not in the database yet. For one request at a time. */
final class StoredSession implements Session {

    /** A session ends when nobody used it for this long. */
    static final Duration IDLE = Duration.ofHours(12);
    /** While nobody signed in it lives only for the way to a passkey or provider: anybody can begin one. */
    static final Duration NOBODYS = Duration.ofMinutes(10);
    /** And this long after its beginning in any case. */
    static final Duration LONGEST = Duration.ofDays(30);
    /** The last use is noted at most this often: a write per page would cost more than it tells. */
    static final Duration LAST_USE_RESOLUTION = Duration.ofMinutes(1);

    private final Clock clock;
    private final SessionIdGenerator ids;
    private final String rowId;
    private final Instant createdAt;
    private final Map<String, Object> attributes;
    private final Set<String> changedAttributes = new HashSet<>();
    private String id;
    private Instant lastUsedAt;
    private boolean stored;
    private boolean used;
    private boolean renamed;

    private StoredSession(
            Clock clock,
            SessionIdGenerator ids,
            String rowId,
            String id,
            Instant createdAt,
            Instant lastUsedAt,
            Map<String, Object> attributes,
            boolean stored) {
        this.clock = clock;
        this.ids = ids;
        this.rowId = rowId;
        this.id = id;
        this.createdAt = createdAt;
        this.lastUsedAt = lastUsedAt;
        this.attributes = new HashMap<>(attributes);
        this.stored = stored;
    }

    static StoredSession begin(Clock clock, SessionIdGenerator ids) {
        Instant now = clock.instant();
        return new StoredSession(clock, ids, ids.generate(), ids.generate(), now, now, Map.of(), false);
    }

    static StoredSession of(Clock clock, SessionIdGenerator ids, SessionStore.Row row, Map<String, Object> attributes) {
        return new StoredSession(
                clock, ids, row.rowId(), row.id(), row.createdAt(), row.lastUsedAt(), attributes, true);
    }

    SessionStore.Row row() {
        return new SessionStore.Row(rowId, id, createdAt, lastUsedAt, endsAt(), email());
    }

    /** The person who signed in; null if nobody did. */
    private @Nullable String email() {
        Object context = attributes.get(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        Authentication who = context instanceof SecurityContext known ? known.getAuthentication() : null;
        return who == null ? null : who.getName();
    }

    private Instant endsAt() {
        Instant idle = lastUsedAt.plus(getMaxInactiveInterval());
        Instant longest = createdAt.plus(LONGEST);
        return idle.isBefore(longest) ? idle : longest;
    }

    boolean stored() {
        return stored;
    }

    boolean onlyUsed() {
        return stored && used && !renamed && changedAttributes.isEmpty();
    }

    boolean changed() {
        return !stored || used || renamed || !changedAttributes.isEmpty();
    }

    Set<String> changedAttributes() {
        return changedAttributes;
    }

    void markStored() {
        stored = true;
        used = false;
        renamed = false;
        changedAttributes.clear();
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = ids.generate();
        renamed = true;
        return id;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as the interface has it
    public <T> @Nullable T getAttribute(String attributeName) {
        return (T) attributes.get(attributeName);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    public void setAttribute(String attributeName, @Nullable Object attributeValue) {
        if (attributeValue == null) {
            removeAttribute(attributeName);
        } else {
            attributes.put(attributeName, attributeValue);
            changedAttributes.add(attributeName);
        }
    }

    @Override
    public void removeAttribute(String attributeName) {
        if (attributes.remove(attributeName) != null) {
            changedAttributes.add(attributeName);
        }
    }

    @Override
    public Instant getCreationTime() {
        return createdAt;
    }

    /** @param lastAccessedTime not heeded: the time comes from our clock */
    @Override
    public void setLastAccessedTime(Instant lastAccessedTime) {
        Instant now = clock.instant();
        if (!now.isBefore(lastUsedAt.plus(LAST_USE_RESOLUTION))) {
            lastUsedAt = now;
            used = true;
        }
    }

    @Override
    public Instant getLastAccessedTime() {
        return lastUsedAt;
    }

    /** @param interval not heeded: all sessions of people live equally long */
    @Override
    public void setMaxInactiveInterval(Duration interval) {}

    @Override
    public Duration getMaxInactiveInterval() {
        return email() == null ? NOBODYS : IDLE;
    }

    @Override
    public boolean isExpired() {
        return !clock.instant().isBefore(endsAt());
    }
}
