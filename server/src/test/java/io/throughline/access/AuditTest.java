package io.throughline.access;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class AuditTest {

    @Nested
    class OnSqlite extends AuditSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends AuditSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
