package io.throughline.backlog.imports;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class ImportTest {

    @Nested
    class OnSqlite extends ImportSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends ImportSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
