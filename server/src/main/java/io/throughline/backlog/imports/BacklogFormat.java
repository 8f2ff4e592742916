package io.throughline.backlog.imports;

import java.io.IOException;

/** Knows one kind of export. Stateless and safe for concurrent use. */
public interface BacklogFormat {

    /** The name for {@code --format}, such as {@code jira-csv}: the tracker and the kind of file. */
    String name();

    /** The tracker, which with an item's id identifies it: an item is the same whichever kind of file it came in. */
    default String source() {
        int hyphen = name().indexOf('-');
        return hyphen < 0 ? name() : name().substring(0, hyphen);
    }

    /**
     * @param head the first 64 KiB of the file, or all of it
     * @return 0 (not this format) to 100 (certainly this format)
     */
    int recognise(byte[] head);

    /**
     * Reads the file as a stream, in memory that does not grow with it.
     *
     * @throws UnreadableBacklogException if the file as a whole is no such export; nothing was handed to the sink then
     */
    void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException;
}
