package io.throughline.timelog.tools;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class ReadingToolsTest {

    @Nested
    class OnSqlite extends ReadingToolsSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends ReadingToolsSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
