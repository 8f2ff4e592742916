package io.throughline.database;

import io.throughline.problem.StartProblemException;
import io.throughline.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Brings the tables up to date with this version of the program, or says why that cannot be. */
final class Migrations {

    /** The newest migration in {@code db/migration}; {@code MigrationsTest} holds the two together. */
    static final int VERSION = 8;

    /** The version of the newest migration that a database has. */
    static final String NEWEST =
            "select max(cast(version as integer)) from flyway_schema_history where success and version is not null";

    private final Database database;
    private final Settings settings;

    Migrations(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    void bringUpToDate() {
        // Flyway costs a third of a second; an up-to-date database, which is nearly every start, does without it.
        if (upToDate()) {
            return;
        }
        if (database.dialect() == Dialect.POSTGRESQL) {
            migrate(); // Flyway takes a lock in the database
            return;
        }
        synchronized (Migrations.class) { // the lock on the file keeps out other processes, not other threads
            migrateAlone(settings.dataDirectory().resolve("migration.lock"));
        }
    }

    private void migrateAlone(Path lock) {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.lock()) {
            // Another process may have done it while this one waited.
            if (held.isValid() && !upToDate()) {
                migrate();
            }
        } catch (IOException e) {
            throw new StartProblemException("The lock file " + lock + " cannot be used: " + e.getMessage(), e);
        }
    }

    private boolean upToDate() {
        if (database.dialect() == Dialect.SQLITE && !Files.exists(Database.sqliteFile(settings.dataDirectory()))) {
            return false;
        }
        try (Connection connection = firstLook()) {
            if (!hasHistory(connection)) {
                return false;
            }
            try (Statement statement = connection.createStatement();
                    ResultSet newest = statement.executeQuery(NEWEST)) {
                int version = newest.next() ? newest.getInt(1) : 0;
                if (version > VERSION) {
                    throw new StartProblemException("The database in " + place() + " was written by a newer Throughline"
                            + " (its tables are version " + version + ", this program knows " + VERSION
                            + "). Start the newer program, or choose another --data directory. Nothing was changed.");
                }
                return version == VERSION;
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    /** Not from the pool, which would try for half a minute to open a file that is no database. */
    private Connection firstLook() throws SQLException {
        return database.dialect() == Dialect.SQLITE
                ? Database.connectUnpooled(settings)
                : database.dataSource().getConnection();
    }

    static boolean hasHistory(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
            return tables.next();
        }
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(database.dataSource())
                    .locations(
                            "classpath:db/migration/common",
                            "classpath:db/migration/" + database.dialect().folder())
                    .placeholders(database.dialect().typeNames())
                    .validateMigrationNaming(true)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw unusable(sql);
                }
            }
            throw new StartProblemException(
                    "The database in " + place() + " cannot be brought up to date: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private StartProblemException unusable(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return unusableSqlite(sqlite);
            }
        }
        return new StartProblemException(
                "The database in " + place() + " cannot be used: "
                        + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                        + " Check THROUGHLINE_DATABASE_URL and that the server runs.",
                e);
    }

    private StartProblemException unusableSqlite(SQLiteException e) {
        SQLiteErrorCode code = e.getResultCode();
        if (code == SQLiteErrorCode.SQLITE_NOTADB || code.name().startsWith("SQLITE_CORRUPT")) {
            return new StartProblemException(
                    "The file " + place() + " is damaged or no SQLite database. It was left as it is; move it away and"
                            + " run './throughline restore BACKUP', or choose another --data directory.",
                    e);
        }
        if (code.name().startsWith("SQLITE_BUSY")) {
            return new StartProblemException(
                    "The database in " + place() + " is locked by another process for longer than "
                            + settings.databaseBusyTimeout().toSeconds() + " s. Try again when that one is done.",
                    e);
        }
        return new StartProblemException(
                "The database in " + place() + " cannot be used (" + code.name()
                        + "). Check that the file and its directory are readable and writable and that the disk is not full.",
                e);
    }

    private String place() {
        return database.dialect() == Dialect.SQLITE
                ? Database.sqliteFile(settings.dataDirectory()).toString()
                : "THROUGHLINE_DATABASE_URL";
    }
}
