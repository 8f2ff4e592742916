package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JVM's own account of its heap: the most that was used when a collection began, or at the end. */
final class HeapLog {

    private static final Pattern COLLECTION = Pattern.compile("Pause .* (\\d+)M->\\d+M\\(");
    private static final Pattern AT_EXIT = Pattern.compile("total \\d+K, used (\\d+)K");

    private HeapLog() {}

    /** The option that makes the JVM write the log. */
    static String option(Path file) {
        return "-Xlog:gc,gc+heap+exit:file=" + file + "::filecount=0";
    }

    /** @return mebibytes */
    static long peak(Path file) throws IOException {
        long peak = 0;
        long kibibytesAtExit = 0;
        for (String line : Files.readAllLines(file)) {
            Matcher collection = COLLECTION.matcher(line);
            Matcher atExit = AT_EXIT.matcher(line);
            if (collection.find()) {
                peak = Math.max(peak, Long.parseLong(collection.group(1)));
            } else if (line.contains("generation") && atExit.find()) {
                kibibytesAtExit += Long.parseLong(atExit.group(1));
            }
        }
        return Math.max(peak, kibibytesAtExit / 1024);
    }
}
