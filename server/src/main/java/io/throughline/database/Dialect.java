package io.throughline.database;

import java.util.Map;
import org.springframework.transaction.TransactionDefinition;

/** Where SQLite and PostgreSQL differ. All other SQL is the same for both. */
public enum Dialect {
    SQLITE,
    POSTGRESQL;

    /** Folder of the migrations that only this database takes. */
    String folder() {
        return switch (this) {
            case SQLITE -> "sqlite";
            case POSTGRESQL -> "postgresql";
        };
    }

    /** The level at which a transaction that reads sees one state of the data throughout. */
    int readIsolation() {
        return switch (this) {
            case SQLITE -> TransactionDefinition.ISOLATION_DEFAULT; // which is serializable
            case POSTGRESQL -> TransactionDefinition.ISOLATION_REPEATABLE_READ;
        };
    }

    /** What the placeholders of the common migrations stand for. */
    Map<String, String> typeNames() {
        return switch (this) {
            case SQLITE ->
                Map.of("identity", "integer primary key autoincrement", "binary_text", "text", "bytes", "blob");
            case POSTGRESQL ->
                Map.of(
                        "identity", "bigint generated always as identity primary key",
                        "binary_text", "text collate \"C\"",
                        "bytes", "bytea");
        };
    }
}
