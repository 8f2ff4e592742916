package io.throughline.access.signin;

import java.time.Instant;

/**
 * A passkey as its owner sees it.
 *
 * @param id the credential's, in letters, digits, {@code -} and {@code _}
 */
public record Passkey(String id, String name, Instant createdAt, Instant lastUsedAt) {}
