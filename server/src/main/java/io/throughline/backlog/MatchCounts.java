package io.throughline.backlog;

import io.throughline.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many items match a filter, remembered as long as the backlog has not changed: counting visits every match, while a page
 * visits only its own. The revision of the workspace is part of what is remembered, so a change by any process is seen.
 */
final class MatchCounts {

    private static final int REMEMBERED = 2_000;

    private record Key(long workspaceId, long revision, ItemFilter filter) {}

    private final Map<Key, Long> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    long of(Workspace workspace, ItemFilter filter, LongSupplier count) {
        var key = new Key(workspace.id(), workspace.revision(), filter);
        synchronized (counts) {
            Long known = counts.get(key);
            if (known != null) {
                return known;
            }
        }
        long counted = count.getAsLong();
        synchronized (counts) {
            counts.put(key, counted);
        }
        return counted;
    }
}
