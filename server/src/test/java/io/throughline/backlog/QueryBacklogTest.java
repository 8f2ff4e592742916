package io.throughline.backlog;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class QueryBacklogTest {

    @Nested
    class OnSqlite extends QueryBacklogSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends QueryBacklogSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
