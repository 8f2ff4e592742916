package io.throughline.timelog.tools;

import io.throughline.timelog.WorkedTime;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Words for people, the same in every locale. What people wrote is data and cannot look like words of ours. */
final class LogText {

    /** About 1,900 tokens: room for a whole week, and little enough for every model. */
    static final int MAX_CHARACTERS = 7_600;

    /** Of a description, in code points; the structured result has it whole. */
    static final int SHOWN_DESCRIPTION = 160;

    private static final List<String> WEEKDAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    /** Controls, and what turns the direction of writing around or is not seen. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]");

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*\\[\\]<>|]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

    private LogText() {}

    /** Such as {@code Tue 2026-01-06}. */
    static String day(LocalDate date) {
        return WEEKDAYS.get(date.getDayOfWeek().getValue() - 1) + " " + date;
    }

    /** Such as {@code Mon 2026-01-05 to Sun 2026-01-11}. */
    static String week(LocalDate monday) {
        return day(monday) + " to " + day(monday.plusDays(6));
    }

    /** Such as {@code 7:30 h}. */
    static String hours(int minutes) {
        return WorkedTime.clock(minutes) + " h";
    }

    /** What people wrote, on one line and without markup; a long text is cut. */
    static String plain(String text) {
        String seen = UNSEEN.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
        String line = BLANKS.matcher(seen).replaceAll(" ").strip();
        int codePoints = line.codePointCount(0, line.length());
        String cut = codePoints <= SHOWN_DESCRIPTION
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN_DESCRIPTION)) + "…";
        return MARKUP.matcher(cut).replaceAll("\\\\$0");
    }

    /** Between typographic quotes. */
    static String quoted(String text) {
        return "“" + plain(text) + "”";
    }

    /**
     * All lines that fit, between those that are always there.
     *
     * @param leftOut what is said instead of so many lines that do not fit
     */
    static String fitted(List<String> head, List<String> lines, List<String> foot, IntFunction<String> leftOut) {
        int fixed = length(head) + length(foot);
        if (fixed + length(lines) <= MAX_CHARACTERS) {
            return joined(head, lines, foot);
        }
        int room = MAX_CHARACTERS - fixed - leftOut.apply(lines.size()).length() - 1;
        int shown = 0;
        while (shown < lines.size() && lines.get(shown).length() + 1 <= room) {
            room -= lines.get(shown).length() + 1;
            shown++;
        }
        String remark = leftOut.apply(lines.size() - shown);
        return String.join(
                        "\n",
                        List.of(
                                joined(head, lines.subList(0, shown), List.of(remark)),
                                joined(foot, List.of(), List.of())))
                .strip();
    }

    static boolean fits(List<String> head, List<String> lines, List<String> foot) {
        return length(head) + length(lines) + length(foot) <= MAX_CHARACTERS;
    }

    private static int length(List<String> lines) {
        return lines.stream().mapToInt(line -> line.length() + 1).sum();
    }

    private static String joined(List<String> head, List<String> lines, List<String> foot) {
        var text = new StringBuilder();
        for (List<String> part : List.of(head, lines, foot)) {
            part.forEach(line -> text.append(line).append('\n'));
        }
        return text.toString().strip();
    }
}
