package io.throughline.forecast;

import io.throughline.access.Principal;
import io.throughline.backlog.BacklogService;
import io.throughline.problem.CallerMistakeException;
import io.throughline.velocity.DeliveryService;
import io.throughline.velocity.DeliveryUnit;
import io.throughline.velocity.Figures;
import io.throughline.velocity.WorkItems;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds out what a caller wants to know the end of. */
final class TargetResolver {

    private static final int NAMED_KEYS = 5;

    private final BacklogService backlog;
    private final DeliveryService deliveries;
    private final Principal principal;
    private final Workspace workspace;
    private final WorkItems items;

    TargetResolver(
            BacklogService backlog,
            DeliveryService deliveries,
            Principal principal,
            Workspace workspace,
            WorkItems items) {
        this.backlog = backlog;
        this.deliveries = deliveries;
        this.principal = principal;
        this.workspace = workspace;
        this.items = items;
    }

    /** @param teams that were asked for, none for those of the items */
    ForecastTarget resolve(ForecastDeliveryArguments arguments, DeliveryUnit unit, List<Team> teams) {
        String epicId = arguments.epicId() == null || arguments.epicId().isBlank() ? null : arguments.epicId();
        List<String> itemIds = arguments.itemIds() == null ? List.of() : arguments.itemIds();
        Double remaining = arguments.remaining();
        int ways = (epicId == null ? 0 : 1)
                + (itemIds.isEmpty() ? 0 : 1)
                + (remaining == null ? 0 : 1)
                + (arguments.filters() ? 1 : 0);
        if (ways > 1) {
            throw new CallerMistakeException("There is more than one target: give epicId, or itemIds, or filters, or"
                    + " remaining, and for the teams that do it teamIds.");
        }
        String suffix = "|" + unit.wireName() + "|"
                + teams.stream().map(Team::id).sorted().map(String::valueOf).collect(Collectors.joining(","));
        if (epicId != null) {
            return epic(epicId, suffix);
        }
        if (!itemIds.isEmpty()) {
            return named(itemIds, suffix);
        }
        if (remaining != null) {
            return amount(remaining, unit, suffix);
        }
        return arguments.filters() ? filtered(arguments, suffix) : everything(teams, suffix);
    }

    private ForecastTarget epic(String idOrKey, String suffix) {
        long id = backlog.resolveItem(principal, workspace, "epicId", idOrKey);
        int at = place(id, idOrKey);
        String key = deliveries.keys(workspace, List.of(id)).getOrDefault(id, idOrKey);
        boolean alone = items.counts(at);
        int[] all = alone ? new int[] {at} : items.below(at);
        String title = deliveries
                .findTitle(workspace, id)
                .map(words -> " “" + words + "”")
                .orElse("");
        return of("epic:" + id + suffix, (alone ? "item " : "epic ") + key + title, all, alone ? null : id);
    }

    private ForecastTarget named(List<String> idsOrKeys, String suffix) {
        TreeSet<Integer> places = new TreeSet<>();
        TreeSet<Long> ids = new TreeSet<>();
        for (String idOrKey : idsOrKeys) {
            long id = backlog.resolveItem(principal, workspace, "itemIds", idOrKey);
            int at = place(id, idOrKey);
            ids.add(id);
            if (items.counts(at)) {
                places.add(at);
            } else {
                IntStream.of(items.below(at)).forEach(places::add);
            }
        }
        Map<Long, String> keys =
                deliveries.keys(workspace, ids.stream().limit(NAMED_KEYS).toList());
        String words = ids.stream()
                .limit(NAMED_KEYS)
                .map(id -> keys.getOrDefault(id, ""))
                .collect(Collectors.joining(", "));
        int more = ids.size() - Math.min(NAMED_KEYS, ids.size());
        return of(
                "items:" + ids + suffix,
                (ids.size() == 1 ? "item " : "items ") + words + (more > 0 ? " and " + more + " more" : ""),
                places.stream().mapToInt(Integer::intValue).toArray(),
                null);
    }

    private ForecastTarget amount(double remaining, DeliveryUnit unit, String suffix) {
        if (!(remaining >= 0) || Double.isInfinite(remaining)) {
            throw new CallerMistakeException(
                    "remaining is " + remaining + ", but must be 0 or more " + unit.wireName() + ".");
        }
        return new ForecastTarget(
                "remaining" + suffix,
                Figures.text(remaining) + " " + unit.wireName(),
                List.of(),
                0,
                WorkItems.NONE,
                remaining,
                null);
    }

    private ForecastTarget filtered(ForecastDeliveryArguments arguments, String suffix) {
        int[] places = backlog.matchingIds(principal, workspace, arguments.query()).stream()
                .mapToInt(items::find)
                .filter(at -> at >= 0)
                .sorted()
                .toArray();
        String words = arguments.filterWords();
        return of("filter:" + words + suffix, "open items with " + words, places, null);
    }

    private ForecastTarget everything(List<Team> teams, String suffix) {
        List<Long> ids = teams.stream().map(Team::id).toList();
        int[] places = items.where(at -> items.open(at) && (ids.isEmpty() || ids.contains(items.teamId(at))))
                .toArray();
        String whose = teams.isEmpty()
                ? workspace.key()
                : teams.stream().map(Team::name).collect(Collectors.joining(" and "));
        return of("open" + suffix, "all open items of " + whose, places, null);
    }

    private int place(long id, String idOrKey) {
        int at = items.find(id);
        if (at < 0) { // added a moment after the items were read
            throw new CallerMistakeException("'" + idOrKey + "' was changed just now. Repeat the call.");
        }
        return at;
    }

    private ForecastTarget of(String key, String words, int[] places, @Nullable Long epicId) {
        int[] counted = IntStream.of(places).filter(items::counts).toArray();
        List<Integer> open = IntStream.of(counted).filter(items::open).boxed().toList();
        long last =
                IntStream.of(counted).mapToLong(items::finishedAtMicros).max().orElse(WorkItems.NONE);
        return new ForecastTarget(key, words, open, counted.length - open.size(), last, null, epicId);
    }
}
