package io.throughline.timelog.api;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class WeekLogsTest {

    @Nested
    class OnSqlite extends WeekLogsSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends WeekLogsSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
