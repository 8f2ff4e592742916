package io.throughline.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine that the figures are from. */
final class Machine {

    private Machine() {}

    static String describe() throws IOException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return "%s, %d cores, %s GiB, %s, Java %s, load at the start %.1f"
                .formatted(
                        first("/proc/cpuinfo", "model name", "unknown processor"),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        System.getProperty("os.name") + " "
                                + System.getProperty("os.version").replaceAll("-.*", ""),
                        Runtime.version(),
                        load);
    }

    private static String memory() throws IOException {
        String kibibytes = first("/proc/meminfo", "MemTotal", "0 kB").replaceAll("\\D", "");
        return String.format(Locale.ROOT, "%.0f", Long.parseLong(kibibytes) / 1024.0 / 1024.0);
    }

    private static String first(String file, String name, String otherwise) throws IOException {
        Path path = Path.of(file);
        if (!Files.isReadable(path)) {
            return otherwise;
        }
        for (String line : Files.readAllLines(path)) {
            if (line.startsWith(name)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return otherwise;
    }
}
