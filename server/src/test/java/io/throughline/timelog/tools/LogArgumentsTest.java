package io.throughline.timelog.tools;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class LogArgumentsTest {

    @Nested
    class OnSqlite extends LogArgumentsSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends LogArgumentsSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
