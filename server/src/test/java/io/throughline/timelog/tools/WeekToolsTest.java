package io.throughline.timelog.tools;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class WeekToolsTest {

    @Nested
    class OnSqlite extends WeekToolsSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends WeekToolsSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
