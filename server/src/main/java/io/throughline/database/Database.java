package io.throughline.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.throughline.problem.StartProblemException;
import io.throughline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The open database: connections, and the dialect they speak. Safe for concurrent use. */
public final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int HEALTH_CHECK_SECONDS = 5;
    private static final int SQLITE_READ_CACHE_KIB = 16_384;
    /** Room for the pages that an import changes; with less, SQLite writes many of them out several times. */
    private static final int SQLITE_WRITE_CACHE_KIB = 131_072;

    private static final int SQLITE_MAPPED_BYTES = 256 * 1024 * 1024;

    private final Dialect dialect;
    private final DataSource dataSource;
    private final List<HikariDataSource> pools;

    private Database(Dialect dialect, DataSource dataSource, List<HikariDataSource> pools) {
        this.dialect = dialect;
        this.dataSource = dataSource;
        this.pools = pools;
    }

    /**
     * Opens the database that the settings name, creates it if there is none, and brings its tables up to date.
     *
     * @throws StartProblemException if it cannot be used; nothing was changed then
     */
    public static Database open(Settings settings) {
        String url = settings.databaseUrl();
        Database database = url == null ? openSqlite(settings) : openPostgresql(url, settings);
        try {
            new Migrations(database, settings).bringUpToDate();
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The SQLite file of a data directory. */
    public static Path sqliteFile(Path dataDirectory) {
        return dataDirectory.resolve("throughline.db");
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Read-only transactions and all others may go to different connections; see {@link Transactions}. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Whether a query comes back. */
    public boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            connection.setReadOnly(true); // a reader of SQLite: its one writer may be waiting for another process
            return connection.isValid(HEALTH_CHECK_SECONDS);
        } catch (SQLException e) {
            log.warn("The database does not answer: {}", e.getMessage());
            return false;
        }
    }

    /** Product and version, for people. */
    public String describe() {
        try (Connection connection = dataSource.getConnection()) {
            var product = connection.getMetaData();
            return product.getDatabaseProductName() + " " + product.getDatabaseProductVersion() + ", tables of version "
                    + Migrations.VERSION;
        } catch (SQLException e) {
            throw new StartProblemException("The database does not answer: " + e.getMessage(), e);
        }
    }

    private static Database openSqlite(Settings settings) {
        Path directory = settings.dataDirectory();
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new StartProblemException(
                    "The data directory " + directory + " cannot be made ("
                            + e.getClass().getSimpleName()
                            + "). Choose one that you may write to with --data or THROUGHLINE_DATA.",
                    e);
        }
        if (!Files.isWritable(directory)) {
            throw new StartProblemException("The data directory " + directory
                    + " is not writable. Choose one that you may write to with --data or THROUGHLINE_DATA.");
        }
        HikariDataSource writer = sqlitePool(settings, "write", 1);
        HikariDataSource readers = sqlitePool(settings, "read", settings.databasePoolSize());
        return new Database(Dialect.SQLITE, proxy(writer, readers), List.of(writer, readers));
    }

    /** A connection that waits for other processes but changes nothing by being opened. */
    static Connection connectUnpooled(Settings settings) throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout((int) settings.databaseBusyTimeout().toMillis());
        return config.createConnection("jdbc:sqlite:" + sqliteFile(settings.dataDirectory()));
    }

    private static HikariDataSource sqlitePool(Settings settings, String purpose, int size) {
        boolean write = purpose.equals("write");
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // NORMAL would lose the last transactions in a power cut; nothing acknowledged may be lost.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout((int) settings.databaseBusyTimeout().toMillis());
        config.enforceForeignKeys(true);
        config.setTransactionMode(
                write ? SQLiteConfig.TransactionMode.IMMEDIATE : SQLiteConfig.TransactionMode.DEFERRED);
        config.setCacheSize(write ? -SQLITE_WRITE_CACHE_KIB : -SQLITE_READ_CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, String.valueOf(SQLITE_MAPPED_BYTES));
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + sqliteFile(settings.dataDirectory()));
        var pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setPoolName("sqlite-" + purpose);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(0);
        // Opened at first use: a process that only reads never opens the writer.
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(Math.max(1_000, settings.databaseBusyTimeout().toMillis()));
        return new HikariDataSource(pool);
    }

    private static Database openPostgresql(String url, Settings settings) {
        PostgresqlAddress address = PostgresqlAddress.parse(url);
        var config = new HikariConfig();
        config.setJdbcUrl(address.jdbcUrl());
        if (address.user() != null) {
            config.setUsername(address.user());
        }
        if (address.password() != null) {
            config.setPassword(address.password());
        }
        config.setPoolName("postgresql");
        config.setMaximumPoolSize(settings.databasePoolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "throughline");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        var pool = new HikariDataSource(config);
        return new Database(Dialect.POSTGRESQL, pool, List.of(pool));
    }

    private static DataSource proxy(DataSource writer, DataSource readers) {
        var proxy = new LazyConnectionDataSourceProxy();
        proxy.setTargetDataSource(writer);
        proxy.setReadOnlyDataSource(readers);
        proxy.setDefaultAutoCommit(true);
        proxy.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        return proxy;
    }

    @Override
    public void close() {
        var failed = new ArrayList<RuntimeException>();
        for (HikariDataSource pool : pools) {
            try {
                pool.close();
            } catch (RuntimeException e) {
                failed.add(e);
            }
        }
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }
}
