package io.throughline.timelog.tools;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class SignInToolsTest {

    @Nested
    class OnSqlite extends SignInToolsSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends SignInToolsSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
