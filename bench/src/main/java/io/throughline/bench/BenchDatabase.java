package io.throughline.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An empty database to measure on: a SQLite file in a folder of its own, or a PostgreSQL server that was started for it. */
final class BenchDatabase implements AutoCloseable {

    /** The databases that Throughline runs on. */
    enum Kind {
        SQLITE("SQLite"),
        POSTGRESQL("PostgreSQL");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        @Override
        public String toString() {
            return shown;
        }
    }

    private final Kind kind;
    private final Path dataDirectory;
    private final @Nullable EmbeddedPostgres server;

    private BenchDatabase(Kind kind, Path dataDirectory, @Nullable EmbeddedPostgres server) {
        this.kind = kind;
        this.dataDirectory = dataDirectory;
        this.server = server;
    }

    static BenchDatabase open(Kind kind, Path workDirectory) throws IOException {
        Path data = Files.createTempDirectory(workDirectory, "data-");
        EmbeddedPostgres server = kind == Kind.POSTGRESQL
                ? EmbeddedPostgres.builder()
                        .setDataDirectory(data.resolve("postgresql"))
                        // As PostgreSQL ships, but for sizes that any production server has.
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("max_wal_size", "2GB")
                        .start()
                : null;
        return new BenchDatabase(kind, data, server);
    }

    Kind kind() {
        return kind;
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    /** The settings of a Throughline that works on it, as environment variables. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("THROUGHLINE_DATA", dataDirectory.toString());
        if (server != null) {
            environment.put("THROUGHLINE_DATABASE_URL", server.getJdbcUrl("postgres", "postgres"));
        }
        return environment;
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
