package io.throughline.timelog.embedded;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class EmbeddedBackendTest {

    @Nested
    class OnSqlite extends EmbeddedBackendSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends EmbeddedBackendSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
