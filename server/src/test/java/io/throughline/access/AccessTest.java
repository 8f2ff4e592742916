package io.throughline.access;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class AccessTest {

    @Nested
    class OnSqlite extends AccessSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends AccessSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
