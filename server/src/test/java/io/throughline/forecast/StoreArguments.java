package io.throughline.forecast;

import io.throughline.TestServer;
import io.throughline.database.Transactions;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Arguments of the store of this package, for the walk through all stores. */
public final class StoreArguments {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

    private StoreArguments() {}

    /** Keeps a forecast of the first item. */
    public static void keepForecast(TestServer server, TestServer.Company company, String target) {
        long itemId = server.sql()
                .sql("select min(id) from item where tenant_id = :tenant")
                .param("tenant", company.tenant().id())
                .query(Long.class)
                .single();
        server.get(Transactions.class)
                .write(() -> new ForecastStore(server.sql())
                        .keep(company.workspace(), forecast(company.owner().id(), target, itemId)));
    }

    public static Map<Class<?>, Object> byType(long itemId) {
        return Map.of(IssuedForecast.class, forecast(1, "walk", itemId));
    }

    public static Map<String, Object> byName(long forecastId, String target) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("forecastId", forecastId);
        values.put("targetKey", target);
        values.put("doneOn", DAY);
        return values;
    }

    static IssuedForecast forecast(long personId, String target, long itemId) {
        return new IssuedForecast(
                0,
                personId,
                "print of " + target,
                target,
                target,
                "Teams",
                List.of(),
                itemId,
                List.of(itemId),
                "items",
                1,
                new ForecastInputs(DAY, List.of(), List.of(), ForecastInputs.Growth.NONE),
                1,
                100,
                "1",
                Map.of(Percentile.P50, DAY, Percentile.P85, DAY.plusDays(7)),
                null,
                null,
                TestServer.NOW,
                DAY,
                null);
    }
}
