package io.throughline.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All settings, checked. {@code SettingsTest} pins their names and defaults, {@code docs/settings.md} explains them.
 *
 * @param dataDirectory where the SQLite file, caches and logs live
 * @param databaseUrl a {@code postgresql://} or {@code jdbc:postgresql://} address; null for SQLite in the data directory
 * @param databasePoolSize connections to PostgreSQL, or readers of SQLite, {@code >= 1}
 * @param databaseBusyTimeout how long a write waits for other processes on the same SQLite file
 * @param host address that {@code serve} binds
 * @param port 0 (any free one) to 65,535
 * @param publicUrl how clients reach the server, null if just as {@code http://host:port}
 * @param allowedHosts further names that requests may carry in their {@code Host} and {@code Origin} headers
 * @param access whether HTTP calls need a key
 * @param logFormat lines for people or JSON for machines
 * @param logLevel of our own code
 * @param logFile a file to log to besides stderr, null for none
 * @param shutdownGrace how long calls under way may take to finish after a stop was asked for
 */
public record Settings(
        Path dataDirectory,
        @Nullable String databaseUrl,
        int databasePoolSize,
        Duration databaseBusyTimeout,
        String host,
        int port,
        @Nullable URI publicUrl,
        List<String> allowedHosts,
        Access access,
        LogFormat logFormat,
        LogLevel logLevel,
        @Nullable Path logFile,
        Duration shutdownGrace) {

    /** Whether HTTP calls need a key. {@link #OFF} is for a loopback address only. */
    public enum Access {
        KEYS,
        OFF
    }

    /** How a log line looks. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** How much is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    public Settings {
        allowedHosts = List.copyOf(allowedHosts);
    }
}
