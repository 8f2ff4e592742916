package io.throughline.backlog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.throughline.workspace.Workspace;
import java.util.function.LongSupplier;

/**
 * How many items match a filter, remembered as long as the backlog has not changed: counting visits every match, while a page
 * visits only its own. The revision of the workspace is part of what is remembered, so a change by any process is seen.
 */
final class MatchCounts {

    private static final int REMEMBERED = 2_000;

    private record Key(long workspaceId, long revision, ItemFilter filter) {}

    private final Cache<Key, Long> counts =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    long of(Workspace workspace, ItemFilter filter, LongSupplier count) {
        var key = new Key(workspace.id(), workspace.revision(), filter);
        Long known = counts.getIfPresent(key);
        if (known != null) {
            return known;
        }
        long counted = count.getAsLong();
        counts.put(key, counted);
        return counted;
    }
}
