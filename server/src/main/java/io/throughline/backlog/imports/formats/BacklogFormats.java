package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** All kinds of export that can be read. */
public final class BacklogFormats {

    private static final List<BacklogFormat> ALL = List.of(
            new JiraCsvFormat(),
            new JiraJsonFormat(),
            new GithubJsonFormat(),
            new LinearCsvFormat(),
            new AzureCsvFormat(),
            new TrelloJsonFormat(),
            new PlainCsvFormat(),
            new PlainJsonFormat());

    private BacklogFormats() {}

    /** Most particular first. */
    public static List<BacklogFormat> all() {
        return ALL;
    }

    public static Optional<BacklogFormat> byName(String name) {
        return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /**
     * @param head the first 64 KiB of the file, or all of it
     * @throws UnreadableBacklogException if no format could read it; the message says what was expected
     */
    public static BacklogFormat recognise(byte[] head) throws UnreadableBacklogException {
        Optional<String> defect = FileStart.findDefect(head);
        if (defect.isPresent()) {
            throw new UnreadableBacklogException("The file " + defect.get() + " " + known());
        }
        BacklogFormat best = ALL.getFirst();
        int bestScore = 0;
        for (BacklogFormat format : ALL) {
            int score = format.recognise(head);
            if (score > bestScore) {
                best = format;
                bestScore = score;
            }
        }
        if (bestScore == 0) {
            throw new UnreadableBacklogException(
                    "The file is no backlog that can be recognised: expected a table with a"
                            + " header that names a title, or JSON with a list of items. " + known());
        }
        return best;
    }

    private static String known() {
        return "The formats are " + ALL.stream().map(BacklogFormat::name).collect(Collectors.joining(", ")) + ".";
    }
}
