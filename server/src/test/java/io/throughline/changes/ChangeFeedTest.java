package io.throughline.changes;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class ChangeFeedTest {

    @Nested
    class OnSqlite extends ChangeFeedSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends ChangeFeedSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
