package io.throughline.timelog.embedded;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A week as a client of the REST API hands it in to be saved. What is null was not said; what is not mentioned within a list is
 * to go, but projects that are not mentioned stay as they are.
 *
 * @param modifiedAt the version that the client read; null if it did not say, which is refused
 */
public record SavedWeek(@Nullable String modifiedAt, List<ProjectPart> projects) {

    public SavedWeek {
        projects = List.copyOf(projects);
    }

    /**
     * @param id of the project within the week
     * @param nsubteamId of the project itself; looked at if there is no id, and the names if there is neither
     * @param tasks all there are to be; null to leave them alone
     */
    public record ProjectPart(
            @Nullable Long id,
            @Nullable Long nsubteamId,
            @Nullable String team,
            @Nullable String subteam,
            @Nullable List<TaskPart> tasks) {

        public ProjectPart {
            tasks = tasks == null ? null : List.copyOf(tasks);
        }
    }

    /**
     * @param id null for the line of that description, or a new one
     * @param description null to keep that of the line with the id
     * @param itemKey null to keep what there is; blank for none
     * @param days all there are to be; null to leave them alone
     */
    public record TaskPart(
            @Nullable Long id,
            @Nullable String description,
            @Nullable String itemKey,
            @Nullable List<DayPart> days) {

        public TaskPart {
            days = days == null ? null : List.copyOf(days);
        }
    }

    /**
     * @param minutes 0 takes the day away
     * @param labelGiven whether the client said anything of the label; if not, the entry keeps its own
     */
    public record DayPart(
            LocalDate date, int minutes, @Nullable Long labelId, boolean labelGiven) {}
}
