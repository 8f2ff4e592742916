package io.throughline.backlog.imports;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A file to read, and what to assume where it leaves room.
 *
 * @param name for messages
 * @param content opens the file anew at each call; the reader closes it
 * @param map the person's own names of columns, null for none
 * @param zone zone of times that bear none
 * @param today what relative dates count from
 */
public record BacklogFile(
        String name, Opener content, @Nullable ColumnMap map, ZoneId zone, LocalDate today) {

    /** Opens the content from its beginning. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }
}
