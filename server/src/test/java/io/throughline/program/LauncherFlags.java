package io.throughline.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the launcher script gives the JVM, read from the script. */
final class LauncherFlags {

    static final Path SCRIPT = Path.of("..", "throughline").toAbsolutePath().normalize();

    private static final Pattern COMMON = Pattern.compile("(?m)^common=\"([^\"]+)\"$");

    private LauncherFlags() {}

    static List<String> common() {
        try {
            Matcher matcher = COMMON.matcher(Files.readString(SCRIPT));
            if (!matcher.find()) {
                throw new AssertionError("The launcher has no line common=\"…\" any more.");
            }
            return List.of(matcher.group(1).split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
