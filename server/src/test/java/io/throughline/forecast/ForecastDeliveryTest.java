package io.throughline.forecast;

import io.throughline.TestDatabase;
import org.junit.jupiter.api.Nested;

class ForecastDeliveryTest {

    @Nested
    class OnSqlite extends ForecastDeliverySpec {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends ForecastDeliverySpec {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
