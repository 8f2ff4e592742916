package io.throughline.timelog.embedded;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class ErpAdministrationTest {

    @Nested
    class OnSqlite extends ErpAdministrationSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends ErpAdministrationSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
