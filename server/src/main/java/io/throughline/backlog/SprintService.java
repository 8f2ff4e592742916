package io.throughline.backlog;

import io.throughline.database.Transactions;
import io.throughline.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sprints and what they held when they started and closed. Safe for concurrent use. */
public final class SprintService {

    private final SprintStore store;
    private final Transactions transactions;
    private final Clock clock;

    SprintService(SprintStore store, Transactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The sprints of a workspace by their first day, those without one last. */
    public List<Sprint> sprints(Workspace workspace) {
        return transactions.read(() -> store.sprints(workspace));
    }

    /** The snapshots of a sprint, the start first. */
    public List<SprintSnapshot> snapshots(Workspace workspace, long sprintId) {
        return transactions.read(() -> store.snapshots(workspace, sprintId));
    }

    /** Adds a sprint, or says of the one of that name whose it is, what for and when; its id and team are not looked at. */
    public void keep(Workspace workspace, Sprint sprint, @Nullable Long teamId) {
        transactions.write(() -> store.upsert(workspace, sprint, teamId));
    }

    /** Keeps what a sprint held at a moment, in the place of what was kept for it before. */
    public void keepSnapshot(Workspace workspace, long sprintId, SprintSnapshot snapshot) {
        transactions.write(() -> store.replaceSnapshot(workspace, sprintId, snapshot));
    }

    /** Ids of all items by their keys, for those who know keys only. */
    public Map<String, Long> itemIdsByKey(Workspace workspace) {
        return transactions.read(() -> store.itemIdsByKey(workspace));
    }

    /**
     * Works out the snapshots of sprints that began elsewhere, from the days of the sprint and the histories of its items. An
     * item counts as committed at the start if it existed then; sizes are those of today, since exports keep no others.
     */
    public void deriveSnapshots(Workspace workspace) {
        transactions.write(() -> {
            long today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
            for (SprintStore.Unrecorded sprint : store.unrecorded(workspace, today)) {
                derive(workspace, sprint);
            }
        });
    }

    private void derive(Workspace workspace, SprintStore.Unrecorded sprint) {
        Instant start = startOf(sprint.startEpochDay() + 1); // what is planned on the first day counts as committed
        Instant close = startOf(sprint.endEpochDay() + 1);
        List<SprintSnapshot.Line> committed = new ArrayList<>();
        List<SprintSnapshot.Line> held = new ArrayList<>();
        for (SprintStore.Membership item : store.membershipsAt(workspace, sprint.sprintId(), start, close)) {
            add(committed, item, item.categoryAtStart());
            add(held, item, item.categoryAtClose());
        }
        store.replaceSnapshot(
                workspace, sprint.sprintId(), new SprintSnapshot(SprintSnapshot.Moment.START, start, true, committed));
        if (sprint.closed()) {
            store.replaceSnapshot(
                    workspace, sprint.sprintId(), new SprintSnapshot(SprintSnapshot.Moment.CLOSE, close, true, held));
        }
    }

    private static void add(List<SprintSnapshot.Line> lines, SprintStore.Membership item, @Nullable String category) {
        if (category != null) {
            lines.add(new SprintSnapshot.Line(
                    item.itemId(),
                    item.sizePoints(),
                    StatusCategory.findByWireName(category).orElseThrow()));
        }
    }

    private static Instant startOf(long epochDay) {
        return LocalDate.ofEpochDay(epochDay).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
