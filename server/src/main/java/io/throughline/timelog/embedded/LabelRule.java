package io.throughline.timelog.embedded;

import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.EntryOutcome.Kind;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.WeekEdit;
import io.throughline.timelog.WeekLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A label must be in use, unless the entry has it already. Pure. */
final class LabelRule {

    private LabelRule() {}

    /** Applies changes by {@link WeekEdit}, those refused whose label is not in use. */
    static WeekEdit.Result apply(WeekLog week, List<EntryChange> changes, List<ErpLabel> labels) {
        List<LogLabel> inUse = Labels.inUse(labels);
        LogLabel byDefault = byDefault(inUse);
        WeekEdit.Result all = WeekEdit.apply(week, changes, byDefault);
        Map<Integer, EntryOutcome> refused = new HashMap<>();
        for (int at = 0; at < changes.size(); at++) {
            if (changes.get(at) instanceof EntryChange.Put put
                    && put.label() != null
                    && takesOutOfUse(put.label(), all.entries().get(at), inUse)) {
                refused.put(at, refusal(put, put.label(), inUse));
            }
        }
        if (refused.isEmpty()) {
            return all;
        }
        List<EntryChange> allowed = new ArrayList<>();
        for (int at = 0; at < changes.size(); at++) {
            if (!refused.containsKey(at)) {
                allowed.add(changes.get(at));
            }
        }
        WeekEdit.Result rest = WeekEdit.apply(week, allowed, byDefault);
        Iterator<EntryOutcome> others = rest.entries().iterator();
        List<EntryOutcome> entries = new ArrayList<>();
        for (int at = 0; at < changes.size(); at++) {
            EntryOutcome refusal = refused.get(at);
            entries.add(refusal == null ? others.next() : refusal);
        }
        return new WeekEdit.Result(rest.week(), entries);
    }

    /** The label of new entries that name none; null if the tenant has none. */
    static @Nullable LogLabel byDefault(List<LogLabel> inUse) {
        return inUse.stream()
                .filter(label -> label.id() == Labels.DEFAULT_ID)
                .findFirst()
                .orElse(null);
    }

    static boolean isInUse(long labelId, List<LogLabel> inUse) {
        return inUse.stream().anyMatch(label -> label.id() == labelId);
    }

    /** Such as {@code 61 Coding, 66 General}. */
    static String shown(List<LogLabel> labels) {
        return labels.stream().map(label -> label.id() + " " + label.name()).collect(Collectors.joining(", "));
    }

    private static boolean takesOutOfUse(LogLabel label, EntryOutcome outcome, List<LogLabel> inUse) {
        LoggedDay before = outcome.before();
        LogLabel had = before == null ? null : before.label();
        return outcome.kind() != Kind.REFUSED && !isInUse(label.id(), inUse) && (had == null || had.id() != label.id());
    }

    private static EntryOutcome refusal(EntryChange.Put put, LogLabel label, List<LogLabel> inUse) {
        return new EntryOutcome(
                put,
                Kind.REFUSED,
                null,
                null,
                0,
                "Label " + label.id() + " does not exist or is no longer in use. The labels are: " + shown(inUse)
                        + ".");
    }
}
