package io.throughline.console;

import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a week as it was when the page was made. It travels in the form, so that it can be told what somebody changed, and
 * what others did meanwhile.
 *
 * @param labelId of all its days; null if none has one, or they differ
 * @param minutes Monday first; 0 for no time
 */
record SeenLine(long taskId, @Nullable Long labelId, boolean mixedLabels, List<Integer> minutes) {

    private static final String MIXED = "mixed";
    private static final String NONE = "none";
    private static final Pattern SHAPE =
            Pattern.compile("(-?\\d{1,18});(\\d{1,18}|mixed|none);(\\d{1,4}(?:,\\d{1,4}){6})");

    SeenLine {
        minutes = List.copyOf(minutes);
    }

    static SeenLine of(LoggedTask task, LocalDate monday) {
        List<Long> labels =
                task.days().stream().map(day -> idOf(day.label())).distinct().toList();
        boolean mixed = labels.size() > 1;
        Long label = labels.size() == 1 && labels.getFirst() >= 0 ? labels.getFirst() : null;
        return new SeenLine(
                task.id(),
                label,
                mixed,
                IntStream.range(0, TypedWeek.DAYS)
                        .map(day -> task.findDay(monday.plusDays(day))
                                .map(LoggedDay::minutes)
                                .orElse(0))
                        .boxed()
                        .toList());
    }

    /** -1 for none. */
    private static long idOf(@Nullable LogLabel label) {
        return label == null ? -1 : label.id();
    }

    /** @return null for an empty text, which is a new line */
    static @Nullable SeenLine parse(String text) {
        if (text.isEmpty()) {
            return null;
        }
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw TypedWeek.notOurs();
        }
        String label = Objects.requireNonNull(parts.group(2));
        return new SeenLine(
                Long.parseLong(parts.group(1)),
                label.equals(MIXED) || label.equals(NONE) ? null : Long.valueOf(label),
                label.equals(MIXED),
                Arrays.stream(Objects.requireNonNull(parts.group(3)).split(",", -1))
                        .map(Integer::valueOf)
                        .toList());
    }

    /** What {@link #parse} reads. */
    String text() {
        String label = mixedLabels ? MIXED : labelId == null ? NONE : labelId.toString();
        return taskId + ";" + label + ";"
                + minutes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
