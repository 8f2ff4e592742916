package io.throughline.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Chrome, Edge or Chromium on this machine.
 *
 * @param path of what starts it
 * @param name as people know it, such as "Google Chrome"
 */
public record BrowserProgram(Path path, String name) {

    private static final String CHROME = "Google Chrome";
    private static final String EDGE = "Microsoft Edge";
    private static final String CHROMIUM = "Chromium";

    /** What people have first, so that the window looks like the one they know. */
    private static final List<BrowserProgram> ON_PATH = List.of(
            named("google-chrome", CHROME),
            named("google-chrome-stable", CHROME),
            named("microsoft-edge", EDGE),
            named("microsoft-edge-stable", EDGE),
            named("chromium", CHROMIUM),
            named("chromium-browser", CHROMIUM));

    private static final List<BrowserProgram> OF_MACOS = List.of(
            named("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", CHROME),
            named("/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge", EDGE),
            named("/Applications/Chromium.app/Contents/MacOS/Chromium", CHROMIUM));

    private static final List<BrowserProgram> OF_WINDOWS = List.of(
            named("Google/Chrome/Application/chrome.exe", CHROME),
            named("Microsoft/Edge/Application/msedge.exe", EDGE),
            named("Chromium/Application/chrome.exe", CHROMIUM));

    private static final List<String> WINDOWS_FOLDERS = List.of("ProgramFiles", "ProgramFiles(x86)", "LocalAppData");

    private static BrowserProgram named(String path, String name) {
        return new BrowserProgram(Path.of(path), name);
    }

    /**
     * Looks for one.
     *
     * @param set by a setting, and then the only one looked at; null to look in the usual places: Chrome, then Edge, then Chromium
     */
    public static Optional<BrowserProgram> find(@Nullable Path set) {
        if (set != null) {
            return Optional.of(new BrowserProgram(set, nameOf(set))).filter(BrowserProgram::isThere);
        }
        return candidates(System.getenv(), System.getProperty("os.name", "")).stream()
                .filter(BrowserProgram::isThere)
                .findFirst();
    }

    static List<BrowserProgram> candidates(Map<String, String> environment, String system) {
        List<BrowserProgram> found = new ArrayList<>();
        String lowerCase = system.toLowerCase(Locale.ROOT);
        if (lowerCase.startsWith("windows")) {
            for (BrowserProgram each : OF_WINDOWS) {
                WINDOWS_FOLDERS.stream()
                        .map(environment::get)
                        .filter(folder -> folder != null)
                        .forEach(folder -> found.add(each.in(folder)));
            }
            return found;
        }
        if (lowerCase.startsWith("mac")) {
            found.addAll(OF_MACOS);
        }
        String[] folders = environment.getOrDefault("PATH", "").split(File.pathSeparator);
        for (BrowserProgram each : ON_PATH) {
            for (String folder : folders) {
                if (!folder.isEmpty()) { // an empty part of PATH is the working folder, from which nothing is started
                    found.add(each.in(folder));
                }
            }
        }
        return found;
    }

    private BrowserProgram in(String folder) {
        return new BrowserProgram(Path.of(folder).resolve(path), name);
    }

    private boolean isThere() {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static String nameOf(Path path) {
        String file = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (file.contains("edge")) {
            return EDGE;
        }
        return file.contains("chromium") ? CHROMIUM : file.contains("chrome") ? CHROME : "the browser";
    }
}
