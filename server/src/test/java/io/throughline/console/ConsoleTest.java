package io.throughline.console;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class ConsoleTest {

    @Nested
    class OnSqlite extends ConsoleSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends ConsoleSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
