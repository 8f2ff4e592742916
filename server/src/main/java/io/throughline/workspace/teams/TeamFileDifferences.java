package io.throughline.workspace.teams;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a file would change of the teams, in sentences. */
final class TeamFileDifferences {

    private TeamFileDifferences() {}

    static List<String> between(TeamFile current, TeamFile wanted, boolean removeOthers) {
        List<String> differences = new ArrayList<>();
        wanted.teams().stream()
                .filter(team -> !current.teams().contains(team))
                .forEach(team -> differences.add("Add the team " + team + "."));
        Map<String, TeamFile.Entry> known =
                current.members().stream().collect(Collectors.toMap(TeamFile.Entry::name, Function.identity()));
        for (TeamFile.Entry member : wanted.members()) {
            TeamFile.Entry before = known.get(member.name());
            if (before == null) {
                differences.add("Add the member " + member.name() + ".");
            } else if (!same(before, member)) {
                differences.add("Change " + member.name() + ": " + changes(before, member) + ".");
            }
        }
        wanted.daysOff().stream()
                .filter(day -> !current.daysOff().contains(day))
                .forEach(day -> differences.add("Add the day off " + text(day) + " for everybody."));
        if (removeOthers) {
            removals(current, wanted, differences);
        }
        return differences;
    }

    private static void removals(TeamFile current, TeamFile wanted, List<String> differences) {
        current.daysOff().stream()
                .filter(day -> !wanted.daysOff().contains(day))
                .forEach(day -> differences.add("Remove the day off " + text(day) + " of everybody."));
        var named = wanted.members().stream().map(TeamFile.Entry::name).collect(Collectors.toSet());
        current.members().stream()
                .filter(member -> !named.contains(member.name()))
                .forEach(member -> differences.add("Remove the member " + member.name() + "."));
        current.teams().stream()
                .filter(team -> !wanted.teams().contains(team))
                .forEach(team -> differences.add("Remove the team " + team + "."));
    }

    /** The order of days says nothing. */
    private static boolean same(TeamFile.Entry left, TeamFile.Entry right) {
        return Objects.equals(left.email(), right.email())
                && Objects.equals(left.team(), right.team())
                && Objects.equals(left.weeklyCapacityMinutes(), right.weeklyCapacityMinutes())
                && left.skills().equals(right.skills())
                && new HashSet<>(left.daysOff()).equals(new HashSet<>(right.daysOff()));
    }

    private static String changes(TeamFile.Entry before, TeamFile.Entry after) {
        List<String> parts = new ArrayList<>();
        changed(parts, "e-mail address", before.email(), after.email());
        changed(parts, "team", before.team(), after.team());
        changed(parts, "weekly capacity", hours(before.weeklyCapacityMinutes()), hours(after.weeklyCapacityMinutes()));
        var skills = new TreeSet<>(before.skills().keySet());
        skills.addAll(after.skills().keySet());
        skills.forEach(skill -> changed(
                parts,
                "skill " + skill,
                text(before.skills().get(skill)),
                text(after.skills().get(skill))));
        after.daysOff().stream()
                .filter(day -> !before.daysOff().contains(day))
                .forEach(day -> parts.add("off on " + text(day)));
        before.daysOff().stream()
                .filter(day -> !after.daysOff().contains(day))
                .forEach(day -> parts.add("no longer off on " + text(day)));
        return String.join(", ", parts);
    }

    private static void changed(List<String> parts, String what, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            parts.add(what + " " + (before == null ? "none" : before) + " → " + (after == null ? "none" : after));
        }
    }

    private static @Nullable String text(@Nullable Integer level) {
        return level == null ? null : level.toString();
    }

    private static @Nullable String hours(@Nullable Integer minutes) {
        return minutes == null
                ? null
                : minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private static String text(TeamFile.Day day) {
        return day.reason().isBlank() ? day.day().toString() : day.day() + " (" + day.reason() + ")";
    }
}
