package io.throughline.backlog;

import io.throughline.access.Principal;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers questions about the backlog. Safe for concurrent use. */
public final class BacklogService {

    private static final int DEFAULT_LIMIT = 25;
    private static final int MAX_LIMIT = 200;
    private static final String UNIT = "points";

    private final ItemStore store;
    private final WorkspaceService workspaces;
    private final Transactions transactions;
    private final Clock clock;
    private final MatchCounts matchCounts = new MatchCounts();

    BacklogService(ItemStore store, WorkspaceService workspaces, Transactions transactions, Clock clock) {
        this.store = store;
        this.workspaces = workspaces;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A page of items, or counts, as the arguments ask. */
    public BacklogAnswer query(Principal principal, QueryBacklogArguments arguments) {
        Set<ItemColumn> columns = columns(arguments);
        int limit = limit(arguments.limit());
        ItemSort sort = arguments.sort() == null ? ItemSort.DEFAULT : ItemSort.parse(arguments.sort());
        return transactions.read(() -> {
            Workspace workspace = workspaces.resolve(principal, arguments.workspaceId());
            ItemFilter filter = new FilterResolver(store, workspaces, workspace, principal).resolve(arguments);
            if (arguments.countBy() != null) {
                return counts(principal, workspace, filter, arguments.countBy(), arguments.cursor());
            }
            return page(principal, workspace, filter, sort, limit, columns, arguments.cursor());
        });
    }

    private static Set<ItemColumn> columns(QueryBacklogArguments arguments) {
        boolean detailed = detailed(arguments.responseFormat());
        List<String> named = arguments.columns() == null
                ? List.of()
                : arguments.columns().stream()
                        .filter(name -> name != null && !name.isBlank())
                        .toList();
        if (!named.isEmpty()) {
            return ItemColumn.parse(named);
        }
        return detailed ? ItemColumn.FULL : ItemColumn.CONCISE;
    }

    private static boolean detailed(@Nullable String responseFormat) {
        if (responseFormat == null || responseFormat.equalsIgnoreCase("concise")) {
            return false;
        }
        if (responseFormat.equalsIgnoreCase("detailed")) {
            return true;
        }
        throw new CallerMistakeException(
                "responseFormat is '" + responseFormat + "', but must be concise or detailed.");
    }

    private static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new CallerMistakeException("limit is " + limit + ", but must be from 1 to " + MAX_LIMIT
                    + ". For more items, go on with nextCursor as cursor.");
        }
        return limit;
    }

    private BacklogAnswer page(
            Principal principal,
            Workspace workspace,
            ItemFilter filter,
            ItemSort sort,
            int limit,
            Set<ItemColumn> columns,
            @Nullable String cursorText) {
        long fingerprint = Fingerprint.of(workspace, filter, sort);
        QueryCursor after = cursorText == null ? null : QueryCursor.decode(cursorText, fingerprint, sort);
        // One more than asked tells whether there is a next page.
        List<ItemStore.Placed> rows = store.page(workspace, filter, sort, after, limit + 1, columns);
        boolean more = rows.size() > limit;
        List<ItemStore.Placed> page = more ? rows.subList(0, limit) : rows;
        long total = after == null && !more
                ? page.size()
                : matchCounts.of(workspace, filter, () -> store.count(workspace, filter));
        String nextCursor = more
                ? new QueryCursor(
                                fingerprint,
                                page.getLast().sortValue(),
                                page.getLast().id())
                        .encoded()
                : null;
        return new BacklogAnswer(
                workspace.publicId(),
                workspace.key(),
                today(principal),
                UNIT,
                page.stream().map(ItemStore.Placed::item).toList(),
                null,
                total,
                page.size(),
                nextCursor,
                null);
    }

    private BacklogAnswer counts(
            Principal principal, Workspace workspace, ItemFilter filter, String name, @Nullable String cursor) {
        CountBy by = CountBy.find(name)
                .orElseThrow(() -> new CallerMistakeException(
                        "countBy is '" + name + "', but must be one of " + CountBy.names() + "."));
        if (cursor != null) {
            throw new CallerMistakeException(
                    "countBy gives all counts at once and takes no cursor. Leave one of them out.");
        }
        List<ItemStore.Count> found = store.countBy(workspace, filter, by);
        List<BacklogAnswer.ValueCount> counts = found.stream()
                .map(count -> new BacklogAnswer.ValueCount(count.value(), count.count()))
                .toList();
        List<String> notes = new ArrayList<>();
        if (filter.activeOnly()) {
            notes.add("Done and cancelled items are left out; mode full includes them.");
        }
        if (by == CountBy.THEME) {
            notes.add(
                    "An item with several themes counts once for each, so the counts may add up to more than the total.");
        }
        long total = by == CountBy.THEME
                ? matchCounts.of(workspace, filter, () -> store.count(workspace, filter))
                : found.stream().mapToLong(ItemStore.Count::count).sum();
        return new BacklogAnswer(
                workspace.publicId(),
                workspace.key(),
                today(principal),
                UNIT,
                null,
                counts,
                total,
                null,
                null,
                notes.isEmpty() ? null : notes);
    }

    /** Counts by status and type, and figures of the open items. */
    public BacklogSummary summary(Principal principal, String workspaceId) {
        return transactions.read(() -> {
            Workspace workspace = workspaces.resolve(principal, workspaceId);
            return BacklogSummary.of(
                    workspace, today(principal), store.statuses(workspace), store.openFigures(workspace));
        });
    }

    /**
     * Ids of the items that keys name, in the workspaces of the caller; where several have such a key, in the first of them. A
     * key that names none is left out.
     */
    public Map<String, Long> itemIds(Principal principal, Set<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return transactions.read(() -> {
            Map<String, Long> ids = new HashMap<>();
            workspaces
                    .workspaces(principal)
                    .forEach(workspace -> store.idsByKeys(workspace, keys).forEach(ids::putIfAbsent));
            return ids;
        });
    }

    /**
     * The item that an id or key means.
     *
     * @param argument name of the argument, for saying what was wrong
     * @throws CallerMistakeException if there is none; lists similar keys
     */
    public long resolveItem(Principal principal, Workspace workspace, String argument, String idOrKey) {
        return transactions.read(
                () -> new FilterResolver(store, workspaces, workspace, principal).itemId(argument, idOrKey));
    }

    /** The ids of all items that the filters of a query match; its pages, columns and counts are not looked at. */
    public List<Long> matchingIds(Principal principal, Workspace workspace, QueryBacklogArguments arguments) {
        return transactions.read(() ->
                store.ids(workspace, new FilterResolver(store, workspaces, workspace, principal).resolve(arguments)));
    }

    private LocalDate today(Principal principal) {
        return LocalDate.ofInstant(clock.instant(), principal.zone());
    }
}
