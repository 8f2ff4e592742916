package io.throughline;

import io.throughline.settings.Settings;
import io.throughline.settings.SettingsReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The databases that every store must work on. Both are real: a SQLite file, and a PostgreSQL server that is started once for
 * all tests and gives each its own database.
 */
public enum TestDatabase {
    SQLITE,
    POSTGRESQL;

    /** Settings that name a database which nobody has used yet. */
    public Settings fresh(Path dataDirectory) {
        return fresh(dataDirectory, Map.of());
    }

    /** @param further names of settings and their values */
    public Settings fresh(Path dataDirectory, Map<String, String> further) {
        Map<String, String> flags = new LinkedHashMap<>(further);
        flags.put("DATA", dataDirectory.toString());
        if (this == POSTGRESQL) {
            flags.put("DATABASE_URL", Server.newDatabase());
        }
        return SettingsReader.read(flags, Map.of());
    }

    /** Started when the first test asks; ends with the JVM. */
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();
        private static final AtomicInteger DATABASES = new AtomicInteger();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String newDatabase() {
            String name = "test_" + DATABASES.incrementAndGet();
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                // Text sorted as in most installations, and unlike SQLite: nothing may depend on it.
                statement.execute("create database " + name
                        + " template template0 encoding 'UTF8' locale 'C' locale_provider icu icu_locale 'en-US'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return "postgresql://postgres@localhost:" + POSTGRES.getPort() + "/" + name;
        }
    }
}
