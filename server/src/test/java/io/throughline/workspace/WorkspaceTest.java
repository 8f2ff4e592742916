package io.throughline.workspace;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class WorkspaceTest {

    @Nested
    class OnSqlite extends WorkspaceSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends WorkspaceSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
