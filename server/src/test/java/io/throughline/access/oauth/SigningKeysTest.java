package io.throughline.access.oauth;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class SigningKeysTest {

    @Nested
    class OnSqlite extends SigningKeysSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends SigningKeysSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
