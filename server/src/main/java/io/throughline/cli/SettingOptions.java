package io.throughline.cli;

import io.throughline.logging.LogSetup;
import io.throughline.settings.Settings;
import io.throughline.settings.SettingsReader;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The settings that every command takes as a flag. */
final class SettingOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory (default: $XDG_DATA_HOME/throughline or ~/.local/share/throughline).")
    private @Nullable String data;

    SettingOptions() {}

    SettingOptions(String data) {
        this.data = data;
    }

    /** Reads all settings and configures the log by them. */
    Settings read() {
        return read(Map.of());
    }

    Settings read(Map<String, @Nullable String> furtherFlags) {
        Map<String, String> flags = new HashMap<>();
        furtherFlags.forEach((name, value) -> {
            if (value != null) {
                flags.put(name, value);
            }
        });
        if (data != null) {
            flags.put("DATA", data);
        }
        Settings settings = SettingsReader.read(flags, System.getenv());
        LogSetup.apply(settings);
        return settings;
    }
}
