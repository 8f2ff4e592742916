package io.throughline.timelog.embedded;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class EmbeddedErpTest {

    @Nested
    class OnSqlite extends EmbeddedErpSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends EmbeddedErpSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
