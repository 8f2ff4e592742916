package io.throughline.velocity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.Workspace;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was delivered in a workspace, for all that reckons from it. Items are remembered as long as the backlog has not changed:
 * reading all histories takes many times what is made of them. The revision of the workspace is part of what is remembered, so a
 * change by any process is seen. Callers have checked who may see the workspace. Safe for concurrent use.
 */
public final class DeliveryService {

    private static final long MOST_REMEMBERED_ITEMS = 500_000;
    private static final int REMEMBERED_WEEKS = 50;
    private static final Duration UNUSED = Duration.ofMinutes(30);

    private record Key(long tenantId, long workspaceId, long revision) {}

    private final WorkItemStore items;
    private final LoggedHoursStore hours;
    private final boolean hoursAreHere;
    private final Transactions transactions;
    private final Clock clock;
    private final Cache<Key, WorkItems> remembered = Caffeine.newBuilder()
            .maximumWeight(MOST_REMEMBERED_ITEMS)
            .weigher((Key key, WorkItems read) -> 1 + read.size())
            .expireAfterAccess(UNUSED)
            .build();

    private record WeeksKey(
            long tenantId, long workspaceId, long revision, ZoneId zone, LocalDate today, DeliveryUnit unit) {}

    private final Cache<WeeksKey, Map<Long, WeeklyDeliveries>> added =
            Caffeine.newBuilder().maximumSize(REMEMBERED_WEEKS).build();

    /** @param hoursAreHere whether time is logged in this database, and not in a foreign ERP */
    DeliveryService(
            WorkItemStore items, LoggedHoursStore hours, boolean hoursAreHere, Transactions transactions, Clock clock) {
        this.items = items;
        this.hours = hours;
        this.hoursAreHere = hoursAreHere;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @param workspace as the caller has just read it */
    public WorkItems items(Workspace workspace) {
        var key = new Key(workspace.tenantId(), workspace.id(), workspace.revision());
        return remembered.get(key, wanted -> transactions.read(() -> items.read(workspace)));
    }

    /** The zone in which the weeks of a workspace begin, that of its first owner: the same for everybody who asks. */
    public ZoneId zone(Workspace workspace) {
        return transactions.readOnce(() -> items.zone(workspace));
    }

    /** The day that it is where the weeks of the workspace begin. */
    public LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** What people call some items, by id. */
    public Map<Long, String> keys(Workspace workspace, Collection<Long> itemIds) {
        return transactions.readOnce(() -> items.keys(workspace, itemIds));
    }

    /** The title of an item as people wrote it; empty if there is none. */
    public Optional<String> findTitle(Workspace workspace, long itemId) {
        return transactions.readOnce(() -> items.findTitle(workspace, itemId));
    }

    /**
     * What was delivered week by week.
     *
     * @param teamId null for the whole workspace
     * @throws CallerMistakeException for hours that are logged elsewhere
     */
    public WeeklyDeliveries weekly(Workspace workspace, ZoneId zone, @Nullable Long teamId, DeliveryUnit unit) {
        WeekGrid weeks = WeekGrid.until(clock.instant(), zone);
        if (unit != DeliveryUnit.HOURS) {
            var key =
                    new WeeksKey(workspace.tenantId(), workspace.id(), workspace.revision(), zone, weeks.today(), unit);
            return added.get(key, wanted -> WeeklyDeliveries.byTeam(items(workspace), weeks, unit))
                    .getOrDefault(teamId == null ? WeeklyDeliveries.ALL : teamId, WeeklyDeliveries.none(weeks));
        }
        if (!hoursAreHere) {
            throw new CallerMistakeException(
                    "unit is hours, but the time logs are kept in your company's ERP, where this"
                            + " server cannot add up those of a team. Use items or points.");
        }
        List<LoggedHoursStore.Day> days =
                transactions.readOnce(() -> hours.perDay(workspace, teamId, weeks.monday(0), weeks.today()));
        return WeeklyDeliveries.ofHours(days, weeks);
    }
}
