package io.throughline.velocity;

import io.throughline.backlog.StatusCategory;
import java.util.List;
import java.util.Locale;

/** Works the steps of histories, which come item by item in their order, into the rows of the items. */
final class ItemStory {

    private static final byte TODO = 0;
    private static final byte ACTIVE = 1;
    /** Begun, but nobody works on it now. */
    private static final byte WAITING = 2;

    private static final byte DONE = 3;
    private static final byte CANCELLED = 4;

    /** Parts of the names that trackers give to such statuses. */
    private static final List<String> WAITING_WORDS =
            List.of("wait", "block", "hold", "pending", "ready", "queue", "paused", "impeded");

    private final WorkItemRow[] rows;
    private int at;

    private long firstAt;
    private long startedAt;
    private long doneSince;
    private long activeSince;
    private long active;
    private boolean recorded;

    ItemStory(WorkItemRow[] rows) {
        this.rows = rows;
        reset();
    }

    private void reset() {
        firstAt = WorkItems.NONE;
        startedAt = WorkItems.NONE;
        doneSince = WorkItems.NONE;
        activeSince = WorkItems.NONE;
        active = 0;
        recorded = true;
    }

    static byte kind(StatusCategory category, String status) {
        return switch (category) {
            case TODO -> TODO;
            case DONE -> DONE;
            case CANCELLED -> CANCELLED;
            case IN_PROGRESS ->
                WAITING_WORDS.stream().anyMatch(status.toLowerCase(Locale.ROOT)::contains) ? WAITING : ACTIVE;
        };
    }

    /** Steps of items that are not among the rows are left out. */
    void step(long itemId, long atMicros, byte kind, boolean derived) {
        while (at < rows.length && rows[at].id() < itemId) {
            finish();
        }
        if (at == rows.length || rows[at].id() != itemId) {
            return;
        }
        if (firstAt == WorkItems.NONE) {
            firstAt = atMicros;
        }
        if (activeSince != WorkItems.NONE) {
            active += Math.max(0, atMicros - activeSince);
            activeSince = WorkItems.NONE;
        }
        if (kind == ACTIVE) {
            activeSince = atMicros;
        }
        if (startedAt == WorkItems.NONE && (kind == ACTIVE || kind == WAITING)) {
            startedAt = atMicros;
        }
        if (kind != DONE) {
            doneSince = WorkItems.NONE;
        } else if (doneSince == WorkItems.NONE) {
            doneSince = atMicros;
        }
        recorded &= !derived;
    }

    /** To be called after the last step. */
    void end() {
        while (at < rows.length) {
            finish();
        }
    }

    private void finish() {
        WorkItemRow row = rows[at];
        if (firstAt != WorkItems.NONE) {
            boolean done = row.category() == StatusCategory.DONE;
            boolean told = done && doneSince != WorkItems.NONE;
            rows[at] = new WorkItemRow(
                    row.id(),
                    row.teamId(),
                    row.parentId(),
                    row.type(),
                    row.category(),
                    row.sizePoints(),
                    row.estimateHours(),
                    row.createdAtMicros() == WorkItems.NONE ? firstAt : row.createdAtMicros(),
                    startedAt == WorkItems.NONE ? row.startedAtMicros() : startedAt,
                    told ? doneSince : row.finishedAtMicros(),
                    told && recorded ? active : WorkItems.NONE);
            reset();
        }
        at++;
    }
}
