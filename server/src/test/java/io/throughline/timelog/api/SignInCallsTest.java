package io.throughline.timelog.api;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class SignInCallsTest {

    @Nested
    class OnSqlite extends SignInCallsSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends SignInCallsSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
