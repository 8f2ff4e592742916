package io.throughline.access.oauth;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class AccessTokensTest {

    @Nested
    class OnSqlite extends AccessTokensSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends AccessTokensSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
