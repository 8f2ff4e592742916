package io.throughline.database;

import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.StartProblemException;
import io.throughline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Copies of the SQLite file, taken while the server runs, and put back while it does not. */
public final class Backups {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final Clock clock;

    public Backups(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Writes one consistent state of the database into a new file.
     *
     * @return size of the file in bytes
     */
    public long backup(Path target) {
        refusePostgresql("pg_dump --format=custom --file=FILE");
        Path source = Database.sqliteFile(settings.dataDirectory());
        if (!Files.exists(source)) {
            throw new CallerMistakeException("There is no database in " + settings.dataDirectory() + " to back up.");
        }
        if (Files.exists(target)) {
            throw new CallerMistakeException("The file " + target + " exists already. Choose another name.");
        }
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CallerMistakeException("The folder " + folder + " does not exist. Make it, or choose another.");
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try (Connection connection = connect(source);
                PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
            Files.deleteIfExists(unfinished);
            copy.setString(1, unfinished.toString());
            copy.execute();
            findFault(unfinished).ifPresent(fault -> {
                throw new StartProblemException("The backup failed: " + source + " " + fault + ".");
            });
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            return Files.size(target);
        } catch (SQLException | IOException e) {
            throw new StartProblemException("The backup failed: " + e.getMessage(), e);
        } finally {
            deleteQuietly(unfinished);
        }
    }

    /**
     * Puts a backup in the place of the database. What was there is kept beside it.
     *
     * @return where the former database is now, null if there was none
     */
    public @Nullable Path restore(Path backup) {
        refusePostgresql("pg_restore --clean --dbname=DATABASE FILE");
        if (!Files.isRegularFile(backup)) {
            throw new CallerMistakeException("There is no file " + backup + ".");
        }
        Path target = Database.sqliteFile(settings.dataDirectory());
        Path copy = target.resolveSibling("throughline.db.restoring");
        try {
            Files.createDirectories(settings.dataDirectory());
            Files.copy(backup, copy, StandardCopyOption.REPLACE_EXISTING);
            findFault(copy).ifPresent(fault -> {
                throw new CallerMistakeException("The file " + backup + " cannot be restored: it " + fault
                        + ". The database was left as it is.");
            });
            Path former = putAside(target);
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
            return former;
        } catch (IOException e) {
            throw new StartProblemException(
                    "The file " + backup + " cannot be restored (" + e + "). The database was left as it is.", e);
        } finally {
            deleteQuietly(copy);
        }
    }

    private @Nullable Path putAside(Path target) throws IOException {
        if (!Files.exists(target)) {
            return null;
        }
        requireUnused(target);
        Path former = target.resolveSibling("throughline.db.before-" + STAMP.format(clock.instant()));
        Files.move(target, former);
        for (String companion : new String[] {"-wal", "-shm"}) {
            Files.deleteIfExists(target.resolveSibling(target.getFileName() + companion));
        }
        return former;
    }

    /** A file that another process has open must not be taken from under it. */
    private static void requireUnused(Path database) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            // Leaving WAL mode needs every other connection closed, and folds the log into the file.
            try (ResultSet mode = statement.executeQuery("pragma journal_mode = delete")) {
                if (!mode.next() || !"delete".equals(mode.getString(1))) {
                    throw inUse(database);
                }
            }
        } catch (SQLException e) {
            if (e.getMessage() != null && e.getMessage().contains("SQLITE_BUSY")) {
                throw inUse(database);
            }
            // A damaged file cannot be in use in any way that matters: it is what the restore is for.
        }
    }

    private static StartProblemException inUse(Path database) {
        return new StartProblemException("The database " + database
                + " is in use. Stop the server and the clients that started one, then restore again.");
    }

    /** What keeps a file from being our database, as the end of a sentence; empty if nothing does. */
    private static Optional<String> findFault(Path file) {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement()) {
            try (ResultSet check = statement.executeQuery("pragma quick_check")) {
                if (!check.next() || !"ok".equals(check.getString(1))) {
                    return Optional.of("is damaged");
                }
            }
            if (!Migrations.hasHistory(connection)) {
                return Optional.of("is no database of Throughline");
            }
            try (ResultSet version = statement.executeQuery(Migrations.NEWEST)) {
                int found = version.next() ? version.getInt(1) : 0;
                return found >= 1 && found <= Migrations.VERSION
                        ? Optional.empty()
                        : Optional.of("has tables of version " + found + ", and this program knows 1 to "
                                + Migrations.VERSION);
            }
        } catch (SQLException e) {
            return Optional.of("is damaged or no SQLite database");
        }
    }

    private static void deleteQuietly(Path file) {
        for (String companion : new String[] {"", "-wal", "-shm", "-journal"}) {
            try {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + companion));
            } catch (IOException e) {
                // What is left takes room but does no harm; the next attempt overwrites it.
            }
        }
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private void refusePostgresql(String command) {
        if (settings.databaseUrl() != null) {
            throw new CallerMistakeException("The data is in PostgreSQL, which has its own tool for this: " + command
                    + " (docs/operations.md).");
        }
    }
}
