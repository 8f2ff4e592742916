package io.throughline.timelog.embedded;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class EmbeddedContractTest {

    @Nested
    class OnSqlite extends EmbeddedContract {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends EmbeddedContract {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
