package io.throughline.velocity;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class AnalyzeVelocityTest {

    @Nested
    class OnSqlite extends AnalyzeVelocitySpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends AnalyzeVelocitySpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
