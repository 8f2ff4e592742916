package io.throughline.timelog.tools;

import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of the week that is wanted: its changes, and what needed none or cannot be. */
final class WeekRow {

    private final @Nullable Integer number;
    private final String project;
    private final String description;
    private final @Nullable String itemKey;
    private final @Nullable String label;
    private final @Nullable String error;
    private final List<EntryChange> changes = new ArrayList<>();
    private final List<EntryOutcome> outcomes = new ArrayList<>();

    /**
     * @param number its place in the call, from 1; null for a line of a week that is copied
     * @param error why nothing of it can be done; null if its days are to be looked at
     */
    WeekRow(
            @Nullable Integer number,
            String project,
            String description,
            @Nullable String itemKey,
            @Nullable String label,
            @Nullable String error) {
        this.number = number;
        this.project = project;
        this.description = description;
        this.itemKey = itemKey;
        this.label = label;
        this.error = error;
    }

    void change(EntryChange change) {
        changes.add(change);
    }

    void settle(EntryOutcome outcome) {
        outcomes.add(outcome);
    }

    void refuse(EntryChange change, String why) {
        settle(new EntryOutcome(change, EntryOutcome.Kind.REFUSED, null, null, 0, why));
    }

    /** Those that are still to be done. */
    List<EntryChange> changes() {
        return changes;
    }

    List<EntryOutcome> outcomes() {
        return outcomes;
    }

    @Nullable String error() {
        return error;
    }

    PutWeekResult.Row report() {
        return new PutWeekResult.Row(
                number,
                project,
                description,
                itemKey,
                label,
                error,
                outcomes.stream().map(EntryReport::of).toList());
    }

    /** Such as {@code Row 2, Atlas / Mobile, “Login screen”}. */
    String name() {
        return (number == null ? "Copied" : "Row " + number) + ", " + LogText.plain(project) + ", "
                + LogText.quoted(description);
    }
}
