package io.throughline.timelog.api;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class ApiCallsTest {

    @Nested
    class OnSqlite extends ApiCallsSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends ApiCallsSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
