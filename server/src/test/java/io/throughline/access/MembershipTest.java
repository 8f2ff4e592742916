package io.throughline.access;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class MembershipTest {

    @Nested
    class OnSqlite extends MembershipSpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends MembershipSpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
