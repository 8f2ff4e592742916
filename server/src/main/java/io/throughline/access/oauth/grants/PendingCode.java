package io.throughline.access.oauth.grants;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authorization code that was given out.
 *
 * @param usedAt null if nobody exchanged it yet
 */
public record PendingCode(
        Grant grant,
        String redirectUri,
        String codeChallenge,
        Instant expiresAt,
        @Nullable Instant usedAt) {}
