package io.throughline.velocity;

import io.throughline.backlog.StatusCategory;
import io.throughline.workspace.Workspace;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads closed sprints as the snapshots of their start and close tell of them. */
final class SprintSeriesStore {

    private final JdbcClient sql;

    SprintSeriesStore(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * A closed sprint.
     *
     * @param teamId {@link WorkItems#NONE} if it is nobody's
     * @param derived whether a snapshot was worked out later
     */
    record ClosedSprint(
            String name,
            long teamId,
            LocalDate startsOn,
            LocalDate endsOn,
            boolean derived,
            List<Line> atStart,
            List<Line> atClose) {}

    /** @param sizePoints NaN where it had no size */
    record Line(long itemId, double sizePoints, StatusCategory category) {}

    /**
     * The last sprints that have both snapshots, oldest first.
     *
     * @param teamId null for those of all teams
     * @param since only those that ended on this day or later
     */
    List<ClosedSprint> closed(Workspace workspace, @Nullable Long teamId, LocalDate since) {
        String ofTeam = teamId == null ? "" : " and sprint.team_id = :team";
        var statement = sql.sql("""
                        select sprint.id, sprint.name, sprint.team_id, sprint.start_epoch_day, sprint.end_epoch_day,
                               snapshot.moment, snapshot.derived, line.item_id, line.size_points, line.status_category
                          from sprint
                          join sprint_snapshot snapshot on snapshot.sprint_id = sprint.id
                          left join sprint_snapshot_item line on line.snapshot_id = snapshot.id
                         where sprint.tenant_id = :tenant and sprint.workspace_id = :workspace
                           and sprint.state = 'closed' and sprint.start_epoch_day is not null
                           and sprint.end_epoch_day >= :since
                        """ + ofTeam + " order by sprint.end_epoch_day, sprint.name, sprint.id, line.item_id")
                .param("tenant", workspace.tenantId())
                .param("workspace", workspace.id())
                .param("since", since.toEpochDay());
        if (teamId != null) {
            statement = statement.param("team", teamId);
        }
        Map<Long, Found> found = new LinkedHashMap<>();
        statement.query(row -> {
            Found sprint = found.get(row.getLong(1));
            if (sprint == null) {
                long team = row.getLong(3);
                sprint = new Found(
                        row.getString(2),
                        row.wasNull() ? WorkItems.NONE : team,
                        LocalDate.ofEpochDay(row.getLong(4)),
                        LocalDate.ofEpochDay(row.getLong(5)));
                found.put(row.getLong(1), sprint);
            }
            boolean start = "start".equals(row.getString(6));
            sprint.derived |= row.getBoolean(7);
            sprint.started |= start;
            sprint.closed |= !start;
            long itemId = row.getLong(8);
            if (!row.wasNull()) {
                double size = row.getDouble(9);
                double sizePoints = row.wasNull() ? Double.NaN : size;
                (start ? sprint.atStart : sprint.atClose)
                        .add(new Line(
                                itemId,
                                sizePoints,
                                StatusCategory.findByWireName(row.getString(10)).orElseThrow()));
            }
        });
        return found.values().stream()
                .filter(sprint -> sprint.started && sprint.closed)
                .map(Found::sprint)
                .toList();
    }

    private static final class Found {

        private final String name;
        private final long teamId;
        private final LocalDate startsOn;
        private final LocalDate endsOn;
        private final List<Line> atStart = new ArrayList<>();
        private final List<Line> atClose = new ArrayList<>();
        private boolean derived;
        private boolean started;
        private boolean closed;

        Found(String name, long teamId, LocalDate startsOn, LocalDate endsOn) {
            this.name = name;
            this.teamId = teamId;
            this.startsOn = startsOn;
            this.endsOn = endsOn;
        }

        ClosedSprint sprint() {
            return new ClosedSprint(name, teamId, startsOn, endsOn, derived, atStart, atClose);
        }
    }
}
