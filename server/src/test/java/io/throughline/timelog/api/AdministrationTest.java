package io.throughline.timelog.api;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class AdministrationTest {

    @Nested
    class OnSqlite extends AdministrationSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends AdministrationSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
