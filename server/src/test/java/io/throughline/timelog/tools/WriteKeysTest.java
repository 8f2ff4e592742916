package io.throughline.timelog.tools;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class WriteKeysTest {

    @Nested
    class OnSqlite extends WriteKeysSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends WriteKeysSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
