package io.throughline.timelog.embedded;

import io.throughline.timelog.EntryOutcome;
import io.throughline.timelog.WeekLog;
import java.util.List;

/**
 * What changes come to, before anything is written.
 *
 * @param after the week as it would be; a project that it is to get has the negative number of the project, a line that is not
 *     stored a negative id, and a week that is not stored the id 0
 * @param entries one for each change, in their order
 */
record WeekPlan(WeekLog after, List<EntryOutcome> entries) {

    WeekPlan {
        entries = List.copyOf(entries);
    }

    boolean changesAnything() {
        return entries.stream().anyMatch(entry -> entry.kind().changes());
    }
}
