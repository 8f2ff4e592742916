package io.throughline.erp;

import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import java.util.List;
import java.util.OptionalLong;

/**
 * Projects and labels that the ERP told of before, to give week logs the numbers that they lack.
 *
 * @param projects the caller's active ones; empty if they are not known
 * @param labels empty if they are not known
 */
record KnownNames(List<LogProject> projects, List<LogLabel> labels) implements WeekDocument.Names {

    /** As which the embedded ERP, and those like it, know the label. */
    static final long GENERAL = 66;

    KnownNames {
        projects = List.copyOf(projects);
        labels = List.copyOf(labels);
    }

    @Override
    public OptionalLong projectId(LogProject named) {
        List<LogProject> candidates = candidates(named);
        return candidates.size() == 1 ? OptionalLong.of(candidates.getFirst().id()) : OptionalLong.empty();
    }

    /** Those that a project of a week can be, which bears names alone: of the same complete name, else of the same short one. */
    List<LogProject> candidates(LogProject named) {
        List<LogProject> sameName = projects.stream()
                .filter(project -> !named.name().isBlank() && Folded.same(project.name(), named.name()))
                .toList();
        if (!sameName.isEmpty() || named.subteam().isBlank()) {
            return sameName;
        }
        // A short name tells nothing where both complete names are known and differ.
        return projects.stream()
                .filter(project -> Folded.same(project.name(), named.subteam())
                        || (named.team().isBlank() && Folded.same(project.subteam(), named.subteam())))
                .toList();
    }

    @Override
    public String label(long id) {
        return labels.stream()
                .filter(label -> label.id() == id)
                .findFirst()
                .map(LogLabel::name)
                .orElse(id == GENERAL ? "General" : "label " + id);
    }
}
