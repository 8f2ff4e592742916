package io.throughline.timelog.tools;

import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogProject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which project a caller means, by id or by name. Never just the first of several. */
final class ProjectChoice {

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,18})(?:\\.0+)?");

    private final List<LogProject> active;

    /** @param active on which the caller may log time */
    ProjectChoice(List<LogProject> active) {
        this.active = active;
    }

    /**
     * @param idOrName an id, as a number or as text; text that is no number is a name
     * @throws CallerMistakeException if none, several, or two different ones are meant; lists what there is
     */
    LogProject of(@Nullable String idOrName, @Nullable String name) {
        String reference = Given.text(idOrName);
        String named = Given.text(name);
        if (reference == null && named == null) {
            throw new CallerMistakeException(
                    "No project is given. Give project_id or project_name. Your projects are: " + all("") + ".");
        }
        LogProject byReference = reference == null ? null : byReference(reference);
        if (named == null && byReference != null) {
            return byReference;
        }
        List<LogProject> byName = named == null ? List.of() : named(named);
        if (byReference == null) {
            return single(String.valueOf(named), byName);
        }
        if (!byName.contains(byReference)) {
            throw new CallerMistakeException("project_id is " + reference + ", which is " + shown(byReference)
                    + ", but project_name is '" + named + "', which is "
                    + (byName.isEmpty() ? "none of your projects" : shown(byName)) + ". Give one of the two.");
        }
        return byReference;
    }

    private LogProject byReference(String reference) {
        Matcher number = NUMBER.matcher(reference);
        if (!number.matches()) {
            return single(reference, named(reference));
        }
        long id = Long.parseLong(number.group(1));
        return active.stream()
                .filter(project -> project.id() == id)
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException(
                        "Project " + id + " is none of your active projects, which are: " + all(reference) + "."));
    }

    private LogProject single(String name, List<LogProject> found) {
        if (found.isEmpty()) {
            throw new CallerMistakeException(
                    "None of your active projects is named '" + name + "'. They are: " + all(name) + ".");
        }
        if (found.size() > 1) {
            throw new CallerMistakeException("'" + name + "' may be any of " + found.size() + " projects: "
                    + shown(found) + ". Give project_id, or more of the name.");
        }
        return found.getFirst();
    }

    /** By the complete name, else by the short one, else by a part of the complete one. */
    private List<LogProject> named(String name) {
        List<LogProject> exact = active.stream()
                .filter(project -> Folded.same(project.name(), name))
                .toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        List<LogProject> bySubteam = active.stream()
                .filter(project -> Folded.same(project.subteam(), name))
                .toList();
        if (!bySubteam.isEmpty()) {
            return bySubteam;
        }
        String part = Folded.of(name);
        return active.stream()
                .filter(project -> Folded.of(project.name()).contains(part))
                .toList();
    }

    private String all(String written) {
        return NearMatches.list(
                written, active.stream().map(ProjectChoice::shown).toList());
    }

    private static String shown(List<LogProject> projects) {
        return projects.stream().limit(8).map(ProjectChoice::shown).collect(Collectors.joining(", "))
                + (projects.size() > 8 ? " and " + (projects.size() - 8) + " more" : "");
    }

    private static String shown(LogProject project) {
        return "'" + project.name() + "' (" + project.id() + ")";
    }
}
