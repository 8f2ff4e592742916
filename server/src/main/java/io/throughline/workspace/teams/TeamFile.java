package io.throughline.workspace.teams;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All teams of a workspace as one file says them. Names identify: a team or member of another name is another one.
 *
 * @param workspace key of the workspace from which it was exported, null if the file does not say
 * @param teams names
 * @param daysOff everybody's
 */
public record TeamFile(@Nullable String workspace, List<String> teams, List<Entry> members, List<Day> daysOff) {

    /** A day without work. */
    public record Day(LocalDate day, String reason) {}

    /**
     * A member.
     *
     * @param team name of one of the teams, null for none
     * @param weeklyCapacityMinutes null where nobody said
     * @param skills name to level, 1 to 5
     */
    public record Entry(
            String name,
            @Nullable String email,
            @Nullable String team,
            @Nullable Integer weeklyCapacityMinutes,
            Map<String, Integer> skills,
            List<Day> daysOff) {

        public Entry {
            skills = new TreeMap<>(skills);
            daysOff = List.copyOf(daysOff);
        }
    }

    public TeamFile {
        teams = List.copyOf(teams);
        members = List.copyOf(members);
        daysOff = List.copyOf(daysOff);
    }
}
