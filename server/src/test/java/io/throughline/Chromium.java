package io.throughline;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The real browser that people in tests sit at. The build brings none, since it is too much for each machine to load when most
 * have one: where there is none, a build server fails, and everybody else reads what was not tested.
 */
public final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> OF_MACOS = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private Chromium() {}

    /** The program; a test that needs it ends here if there is none. */
    public static Path require() {
        Optional<Path> found = candidates().filter(Files::isExecutable).findFirst();
        if (found.isEmpty()) {
            String missing =
                    "No Chromium or Chrome was found, so nothing that needs a real browser is tested. Install one"
                            + " (on Debian: apt-get install chromium), or set CHROMIUM to the path of one.";
            if (System.getenv("CI") != null) {
                fail(missing);
            }
            abort(missing);
        }
        return found.orElseThrow();
    }

    private static Stream<Path> candidates() {
        Stream<String> named = Stream.ofNullable(System.getenv("CHROMIUM"));
        Stream<String> onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> folder + File.separator + name));
        return Stream.of(named, onPath, OF_MACOS.stream()).flatMap(each -> each).map(Path::of);
    }
}
