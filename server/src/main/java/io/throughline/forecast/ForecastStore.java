package io.throughline.forecast;

import io.throughline.database.Instants;
import io.throughline.workspace.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The forecasts that were given. */
final class ForecastStore {

    private static final String COLUMNS = """
            select id, person_id, fingerprint, target_key, target, teams, team_ids, epic_id, item_ids, unit, remaining,
                   inputs, seed, trials, engine, p50_epoch_day, p75_epoch_day, p85_epoch_day, p90_epoch_day,
                   p95_epoch_day, target_epoch_day, target_probability, issued_at_micros, issued_epoch_day, done_epoch_day
              from forecast_issued
            """;

    private final JdbcClient sql;
    private final JsonMapper json = JsonMapper.builder().build();

    ForecastStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Keeps a forecast, unless the same one is there.
     *
     * @return its id, or that of the same one
     */
    long keep(Workspace workspace, IssuedForecast forecast) {
        sql.sql("""
                        insert into forecast_issued
                               (tenant_id, workspace_id, person_id, fingerprint, target_key, target, teams, team_ids,
                                epic_id, item_ids, unit, remaining, inputs, seed, trials, engine, starts_epoch_day,
                                p50_epoch_day, p75_epoch_day, p85_epoch_day, p90_epoch_day, p95_epoch_day,
                                target_epoch_day, target_probability, issued_at_micros, issued_epoch_day)
                        select tenant_id, id, :person, :fingerprint, :targetKey, :target, :teams, :teamIds,
                               (select item.id from item where item.id = :epic and item.tenant_id = :tenant), :items, :unit, :remaining, :inputs, :seed, :trials, :engine, :starts,
                               :p50, :p75, :p85, :p90, :p95, :targetDay, :targetProbability, :issuedAt, :issuedOn
                          from workspace where id = :workspace and tenant_id = :tenant
                        on conflict (workspace_id, fingerprint) do nothing
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("person", forecast.personId())
                .param("fingerprint", forecast.fingerprint())
                .param("targetKey", forecast.targetKey())
                .param("target", forecast.target())
                .param("teams", forecast.teams())
                .param("teamIds", joined(forecast.teamIds()))
                .param("epic", forecast.epicId(), Types.BIGINT)
                .param("items", joined(forecast.itemIds()))
                .param("unit", forecast.unit())
                .param("remaining", forecast.remaining())
                .param("inputs", json.writeValueAsString(forecast.inputs()))
                .param("seed", forecast.seed())
                .param("trials", forecast.trials())
                .param("engine", forecast.engine())
                .param("starts", forecast.inputs().startsOn().toEpochDay())
                .param("p50", day(forecast, Percentile.P50), Types.INTEGER)
                .param("p75", day(forecast, Percentile.P75), Types.INTEGER)
                .param("p85", day(forecast, Percentile.P85), Types.INTEGER)
                .param("p90", day(forecast, Percentile.P90), Types.INTEGER)
                .param("p95", day(forecast, Percentile.P95), Types.INTEGER)
                .param("targetDay", Instants.epochDayOrNull(forecast.targetDay()), Types.INTEGER)
                .param("targetProbability", forecast.targetProbability(), Types.DOUBLE)
                .param("issuedAt", Instants.micros(forecast.issuedAt()))
                .param("issuedOn", forecast.issuedOn().toEpochDay())
                .update();
        return sql.sql("""
                        select id from forecast_issued
                         where tenant_id = :tenant and workspace_id = :workspace and fingerprint = :fingerprint
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("fingerprint", forecast.fingerprint())
                .query((row, number) -> row.getLong(1))
                .optional()
                .orElseThrow(() -> new IllegalStateException("The tenant has no such workspace."));
    }

    private static @Nullable Long day(IssuedForecast forecast, Percentile percentile) {
        return Instants.epochDayOrNull(forecast.day(percentile));
    }

    private static String joined(Collection<Long> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** The last one of the target that is not the same as the one to be given now. */
    Optional<IssuedForecast> findLast(Workspace workspace, String targetKey, String fingerprint) {
        return sql.sql(COLUMNS + """
                         where tenant_id = :tenant and workspace_id = :workspace and target_key = :targetKey
                           and fingerprint <> :fingerprint
                         order by issued_at_micros desc, id desc limit 1
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("targetKey", targetKey)
                .param("fingerprint", fingerprint)
                .query((row, number) -> forecast(row))
                .optional();
    }

    /** The last ones that were given, the newest first. */
    List<IssuedForecast> last(Workspace workspace, int limit) {
        return sql.sql(COLUMNS + """
                         where tenant_id = :tenant and workspace_id = :workspace
                         order by issued_at_micros desc, id desc limit :limit
                        """)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("limit", limit)
                .query((row, number) -> forecast(row))
                .list();
    }

    /** @param doneOn null if the target is open, or open again */
    void score(Workspace workspace, long forecastId, @Nullable LocalDate doneOn, Instant now) {
        sql.sql("""
                        update forecast_issued set done_epoch_day = :done, scored_at_micros = :now
                         where id = :id and tenant_id = :tenant and workspace_id = :workspace
                        """)
                .param("done", Instants.epochDayOrNull(doneOn), Types.INTEGER)
                .param("now", Instants.micros(now))
                .param("id", forecastId)
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .update();
    }

    private IssuedForecast forecast(ResultSet row) throws SQLException {
        Map<Percentile, LocalDate> days = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.values()) {
            LocalDate day = Instants.findDay(row, "p" + percentile.percent() + "_epoch_day");
            if (day != null) {
                days.put(percentile, day);
            }
        }
        long epic = row.getLong("epic_id");
        Long epicId = row.wasNull() ? null : epic;
        double probability = row.getDouble("target_probability");
        Double targetProbability = row.wasNull() ? null : probability;
        return new IssuedForecast(
                row.getLong("id"),
                row.getLong("person_id"),
                row.getString("fingerprint"),
                row.getString("target_key"),
                row.getString("target"),
                row.getString("teams"),
                ids(row.getString("team_ids")),
                epicId,
                ids(row.getString("item_ids")),
                row.getString("unit"),
                row.getDouble("remaining"),
                json.readValue(row.getString("inputs"), ForecastInputs.class),
                row.getLong("seed"),
                row.getInt("trials"),
                row.getString("engine"),
                days,
                Instants.findDay(row, "target_epoch_day"),
                targetProbability,
                Instants.ofMicros(row.getLong("issued_at_micros")),
                LocalDate.ofEpochDay(row.getLong("issued_epoch_day")),
                Instants.findDay(row, "done_epoch_day"));
    }

    private static List<Long> ids(String joined) {
        return joined.isEmpty()
                ? List.of()
                : Arrays.stream(joined.split(",")).map(Long::valueOf).toList();
    }
}
