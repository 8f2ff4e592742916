package io.throughline.velocity;

import io.throughline.access.Principal;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says how fast and how predictable teams are. Safe for concurrent use. */
public final class VelocityService {

    private static final int MOST_PERIODS = 260;

    private final SprintSeriesStore sprints;
    private final DeliveryService deliveries;
    private final WorkspaceService workspaces;
    private final Transactions transactions;
    private final Clock clock;

    VelocityService(
            SprintSeriesStore sprints,
            DeliveryService deliveries,
            WorkspaceService workspaces,
            Transactions transactions,
            Clock clock) {
        this.sprints = sprints;
        this.deliveries = deliveries;
        this.workspaces = workspaces;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** As the arguments ask. */
    public VelocityAnswer analyze(Principal principal, AnalyzeVelocityArguments arguments) {
        DeliveryUnit unit = DeliveryUnit.parse(arguments.unit());
        Integer periods = arguments.periods();
        if (periods != null && (periods < 1 || periods > MOST_PERIODS)) {
            throw new CallerMistakeException(
                    "periods is " + periods + ", but must be from 1 to " + MOST_PERIODS + " sprints or weeks.");
        }
        return transactions.read(() -> {
            Workspace workspace = workspaces.resolve(principal, arguments.workspaceId());
            Team team = arguments.teamId() == null || arguments.teamId().isBlank()
                    ? null
                    : workspaces.resolveTeam(workspace, "teamId", arguments.teamId());
            return analysis(workspace, unit, periods).answer(team, teams(workspace, team));
        });
    }

    private List<Team> teams(Workspace workspace, @Nullable Team asked) {
        return asked == null ? workspaces.teams(workspace) : List.of();
    }

    /** The throughput and predictability of a workspace and its teams. */
    public CurrentVelocity current(Principal principal, String workspaceId) {
        return transactions.read(() -> {
            Workspace workspace = workspaces.resolve(principal, workspaceId);
            return CurrentVelocity.of(
                    workspace, analysis(workspace, DeliveryUnit.ITEMS, null).answer(null, workspaces.teams(workspace)));
        });
    }

    private VelocityAnalysis analysis(Workspace workspace, DeliveryUnit unit, @Nullable Integer periods) {
        ZoneId zone = deliveries.zone(workspace);
        LocalDate today = deliveries.today(zone);
        LocalDate since = today.minusWeeks(MOST_PERIODS);
        return new VelocityAnalysis(
                workspace,
                unit,
                periods,
                new VelocityAnalysis.Sources() {
                    @Override
                    public WorkItems items() {
                        return deliveries.items(workspace);
                    }

                    @Override
                    public WeeklyDeliveries weekly(@Nullable Long teamId) {
                        return deliveries.weekly(workspace, zone, teamId, unit);
                    }

                    @Override
                    public List<SprintSeriesStore.ClosedSprint> closedSprints(@Nullable Long teamId) {
                        return sprints.closed(workspace, teamId, since);
                    }

                    @Override
                    public Map<Long, String> keys(List<Long> itemIds) {
                        return deliveries.keys(workspace, itemIds);
                    }
                },
                zone,
                clock.instant());
    }
}
