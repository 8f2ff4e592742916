package io.throughline.database;

import java.util.Map;

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

    /** What the placeholders of the common migrations stand for. */
    Map<String, String> typeNames() {
        return switch (this) {
            case SQLITE -> Map.of("identity", "integer primary key autoincrement", "binary_text", "text");
            case POSTGRESQL ->
                Map.of(
                        "identity", "bigint generated always as identity primary key",
                        "binary_text", "text collate \"C\"");
        };
    }
}
