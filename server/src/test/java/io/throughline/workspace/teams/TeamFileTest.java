package io.throughline.workspace.teams;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class TeamFileTest {

    @Nested
    class OnSqlite extends TeamFileSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends TeamFileSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
