package io.throughline.timelog.tools;

import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which label a caller means, by id or by exact name. */
final class LabelChoice {

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,18})(?:\\.0+)?");

    private final List<LogLabel> labels;

    LabelChoice(List<LogLabel> labels) {
        this.labels = labels;
    }

    /** Whether the caller names one at all. */
    static boolean isGiven(@Nullable String idOrName, @Nullable String name) {
        return Given.text(idOrName) != null || Given.text(name) != null;
    }

    /**
     * @param idOrName an id, as a number or as text; text that is no number is a name. It wins over the other.
     * @return null if none is named
     * @throws CallerMistakeException if there is no such label; lists those there are
     */
    @Nullable LogLabel of(@Nullable String idOrName, @Nullable String name) {
        String reference = Given.text(idOrName);
        if (reference != null) {
            Matcher number = NUMBER.matcher(reference);
            return number.matches() ? byId(Long.parseLong(number.group(1))) : byName(reference);
        }
        String named = Given.text(name);
        return named == null ? null : byName(named);
    }

    private LogLabel byId(long id) {
        return labels.stream()
                .filter(label -> label.id() == id)
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException(
                        "There is no label " + id + ". The labels are: " + all(String.valueOf(id)) + "."));
    }

    private LogLabel byName(String name) {
        List<LogLabel> found =
                labels.stream().filter(label -> Folded.same(label.name(), name)).toList();
        if (found.isEmpty()) {
            throw new CallerMistakeException("There is no label '" + name + "'. The labels are: " + all(name) + ".");
        }
        if (found.size() > 1) {
            throw new CallerMistakeException("There are " + found.size() + " labels '" + name + "': "
                    + String.join(", ", found.stream().map(LabelChoice::shown).toList()) + ". Give label_id.");
        }
        return found.getFirst();
    }

    private String all(String written) {
        return NearMatches.list(written, labels.stream().map(LabelChoice::shown).toList());
    }

    private static String shown(LogLabel label) {
        return "'" + label.name() + "' (" + label.id() + ")";
    }
}
