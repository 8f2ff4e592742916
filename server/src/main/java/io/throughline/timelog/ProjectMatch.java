package io.throughline.timelog;

import java.util.List;
import java.util.function.Function;

/**
 * Finds a project in a week: by its id, else by its complete name, else by its short one. Names are looked at only where the
 * backend does not say which of its projects it is.
 */
public final class ProjectMatch {

    private ProjectMatch() {}

    /**
     * All that may be meant; more than one cannot be told apart.
     *
     * @param projectOf what each of them is about
     */
    public static <T> List<T> of(List<T> among, Function<T, LogProject> projectOf, LogProject wanted) {
        List<T> byId = among.stream()
                .filter(each -> wanted.id() != 0 && projectOf.apply(each).id() == wanted.id())
                .toList();
        if (!byId.isEmpty()) {
            return byId;
        }
        List<T> nameless =
                among.stream().filter(each -> projectOf.apply(each).id() == 0).toList();
        List<T> byTeam = nameless.stream()
                .filter(each -> !wanted.name().isBlank()
                        && Folded.same(projectOf.apply(each).name(), wanted.name()))
                .toList();
        if (!byTeam.isEmpty()) {
            return byTeam;
        }
        return nameless.stream()
                .filter(each -> {
                    LogProject known = projectOf.apply(each);
                    return !known.subteam().isBlank()
                            && (Folded.same(known.subteam(), wanted.name())
                                    // It tells nothing where both complete names are known and differ.
                                    || (known.team().isBlank() && Folded.same(known.subteam(), wanted.subteam())));
                })
                .toList();
    }
}
