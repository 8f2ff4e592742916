package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.mcp.CallChannel;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.Weeks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes entries of several weeks, one change for each week. A day or week that is refused keeps no other back. */
final class FillRun {

    private final TimeLogService logs;
    private final Principal principal;
    private final CallChannel channel;
    private final boolean dryRun;

    private final List<EntryOutcome> outcomes = new ArrayList<>();
    private final Map<LocalDate, String> errors = new TreeMap<>();
    private final List<LocalDate> weeksCreated = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private @Nullable LogPerson person;

    FillRun(TimeLogService logs, Principal principal, CallChannel channel, boolean dryRun) {
        this.logs = logs;
        this.principal = principal;
        this.channel = channel;
        this.dryRun = dryRun;
    }

    /** @param entries at most one for each day, in order */
    void fill(List<? extends EntryChange> entries) {
        Map<LocalDate, List<EntryChange>> byWeek = entries.stream()
                .collect(Collectors.groupingBy(
                        entry -> Weeks.mondayOf(entry.date()), LinkedHashMap::new, Collectors.toList()));
        int done = 0;
        for (Map.Entry<LocalDate, List<EntryChange>> week : byWeek.entrySet()) {
            if (channel.cancelled()) {
                refuse(week.getValue(), "The call was cancelled before this week was its turn.");
            } else {
                channel.progress(done, (double) entries.size(), "Week of " + week.getKey());
                fill(week.getKey(), week.getValue());
            }
            done += week.getValue().size();
        }
        channel.progress(done, (double) entries.size(), null);
    }

    private void fill(LocalDate monday, List<EntryChange> entries) {
        try {
            var change = new WeekChange(monday, entries);
            WeekOutcome outcome = dryRun ? logs.preview(principal, change) : logs.change(principal, "log.fill", change);
            if (outcome instanceof WeekOutcome.Done week) {
                done(monday, week);
            } else {
                LogFailure failure = WeekRefusal.of(outcome, monday, logs.backendName());
                refuse(entries, failure == null ? "The week was refused." : failure.message());
            }
        } catch (TimeLogProblemException e) {
            refuse(entries, LogFailure.of(e).message());
        } catch (CallerMistakeException e) {
            refuse(entries, LogFailure.of(e).message());
        }
    }

    private void done(LocalDate monday, WeekOutcome.Done week) {
        person = week.week().person();
        outcomes.addAll(week.entries());
        for (EntryOutcome entry : week.entries()) {
            if (entry.kind() == EntryOutcome.Kind.REFUSED) {
                errors.put(entry.change().date(), entry.note() == null ? "The day was refused." : entry.note());
            }
        }
        if (week.weekCreated()) {
            weeksCreated.add(monday);
        }
        if (week.warning() != null) {
            warnings.add(week.warning());
        }
    }

    private void refuse(Collection<EntryChange> entries, String why) {
        for (EntryChange entry : entries) {
            errors.put(entry.date(), why);
            outcomes.add(new EntryOutcome(entry, EntryOutcome.Kind.REFUSED, null, null, 0, why));
        }
    }

    List<EntryOutcome> outcomes() {
        return outcomes;
    }

    /** By day. */
    Map<LocalDate, String> errors() {
        return errors;
    }

    List<LocalDate> weeksCreated() {
        return weeksCreated;
    }

    List<String> warnings() {
        return warnings.stream().distinct().toList();
    }

    /** Null if no week could be looked at. */
    @Nullable LogPerson person() {
        return person;
    }

    int count(EntryOutcome.Kind kind) {
        return (int) outcomes.stream().filter(entry -> entry.kind() == kind).count();
    }
}
