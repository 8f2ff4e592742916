package io.throughline.backlog;

import io.throughline.access.Principal;
import io.throughline.database.PublicId;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import io.throughline.workspace.Member;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns the names in a caller's filter into what the backlog knows; a name it does not know is refused with those it does. */
final class FilterResolver {

    private static final int MAX_VALUES = 200;
    private static final int LISTED_KEYS = 200;

    private final ItemStore store;
    private final WorkspaceService workspaces;
    private final Workspace workspace;
    private final Principal principal;

    FilterResolver(ItemStore store, WorkspaceService workspaces, Workspace workspace, Principal principal) {
        this.store = store;
        this.workspaces = workspaces;
        this.workspace = workspace;
        this.principal = principal;
    }

    ItemFilter resolve(QueryBacklogArguments arguments) {
        var statuses = new LinkedHashSet<String>();
        var categories = new LinkedHashSet<StatusCategory>();
        resolveStatuses(values("statuses", arguments.statuses()), statuses, categories);
        List<String> assignees = values("assignees", arguments.assignees());
        boolean unassigned = assignees.stream().anyMatch("none"::equalsIgnoreCase);
        return new ItemFilter(
                activeOnly(arguments),
                values("types", arguments.types()).stream().map(this::type).toList(),
                List.copyOf(statuses),
                List.copyOf(categories),
                teamIds(values("teams", arguments.teams())),
                assigneeIds(assignees.stream()
                        .filter(name -> !name.equalsIgnoreCase("none"))
                        .toList()),
                unassigned,
                tags("labels", "label", values("labels", arguments.labels())),
                tags("themes", "theme", values("themes", arguments.themes())),
                arguments.parent() == null ? null : itemId("parent", arguments.parent()),
                arguments.text() == null ? null : TextQuery.parse(arguments.text()),
                values("ids", arguments.ids()).stream()
                        .map(id -> itemId("ids", id))
                        .toList(),
                updatedSince(arguments.updatedSince()),
                arguments.blocked(),
                arguments.unestimated());
    }

    private static List<String> values(String argument, @Nullable List<String> values) {
        if (values == null) {
            return List.of();
        }
        if (values.size() > MAX_VALUES) {
            throw new CallerMistakeException(argument + " has " + values.size() + " values, but at most " + MAX_VALUES
                    + " can be given at once.");
        }
        return values.stream()
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .distinct()
                .toList();
    }

    /** Who names statuses or items wants them, closed or not; otherwise the open ones are meant. */
    private static boolean activeOnly(QueryBacklogArguments arguments) {
        String mode = arguments.mode();
        if (mode == null) {
            return values("statuses", arguments.statuses()).isEmpty()
                    && values("ids", arguments.ids()).isEmpty();
        }
        return switch (mode.toLowerCase(Locale.ROOT)) {
            case "active" -> true;
            case "full" -> false;
            default ->
                throw new CallerMistakeException(
                        "mode is '" + mode + "', but must be active (neither done nor cancelled) or full (all items).");
        };
    }

    private ItemType type(String name) {
        return ItemType.findByWireName(name)
                .orElseThrow(() -> new CallerMistakeException("types has '" + name + "', but the types are: "
                        + NearMatches.list(
                                name,
                                Arrays.stream(ItemType.values())
                                        .map(ItemType::wireName)
                                        .toList())
                        + "."));
    }

    private void resolveStatuses(List<String> names, Set<String> statuses, Set<StatusCategory> categories) {
        if (names.isEmpty()) {
            return;
        }
        List<String> known = store.statusNames(workspace);
        for (String name : names) {
            List<String> same = known.stream().filter(name::equalsIgnoreCase).toList();
            Optional<StatusCategory> category = StatusCategory.findByWireName(name);
            statuses.addAll(same);
            category.ifPresent(categories::add);
            if (same.isEmpty() && category.isEmpty()) {
                List<String> choices = new ArrayList<>(known);
                Arrays.stream(StatusCategory.values())
                        .map(StatusCategory::wireName)
                        .forEach(choices::add);
                throw unknown("statuses", name, "the statuses are", choices);
            }
        }
    }

    private List<Long> teamIds(List<String> names) {
        return names.stream()
                .map(name -> workspaces.resolveTeam(workspace, "teams", name).id())
                .toList();
    }

    private List<Long> assigneeIds(List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<Member> members = workspaces.members(workspace);
        return names.stream().map(name -> member(name, members).id()).distinct().toList();
    }

    private Member member(String name, List<Member> members) {
        String wanted = name.equalsIgnoreCase("me") ? principal.personName() : name;
        return members.stream()
                .filter(member -> member.name().equalsIgnoreCase(wanted) || wanted.equalsIgnoreCase(member.email()))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "assignees",
                        name,
                        "the members are",
                        members.stream().map(Member::name).toList()));
    }

    private List<String> tags(String argument, String kind, List<String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> known = store.tagValues(workspace, kind);
        List<String> tags = new ArrayList<>();
        for (String name : names) {
            List<String> same = known.stream().filter(name::equalsIgnoreCase).toList();
            if (same.isEmpty()) {
                throw unknown(argument, name, "the " + argument + " are", known);
            }
            tags.addAll(same);
        }
        return tags;
    }

    private CallerMistakeException unknown(String argument, String name, String introduction, List<String> choices) {
        return new CallerMistakeException(argument + " has '" + name + "', which does not occur in workspace "
                + workspace.key() + "; " + introduction + ": " + NearMatches.list(name, choices) + ".");
    }

    /** The item that an id or key means. */
    long itemId(String argument, String idOrKey) {
        if (idOrKey.indexOf('\0') >= 0) { // which PostgreSQL does not even take as a question
            throw new CallerMistakeException(argument + " has '" + idOrKey.replace('\0', '?') + "', but workspace "
                    + workspace.key() + " has no such item.");
        }
        OptionalLong id = PublicId.ITEM.parse(idOrKey);
        if (id.isPresent() && store.findById(workspace, id.getAsLong()).isPresent()) {
            return id.getAsLong();
        }
        List<Long> byKey = store.findByKey(workspace, idOrKey);
        if (byKey.size() > 1) {
            throw new CallerMistakeException(argument + " has '" + idOrKey + "', a key that " + byKey.size()
                    + " items of workspace " + workspace.key() + " bear. Use the id of one: "
                    + String.join(", ", byKey.stream().map(PublicId.ITEM::of).toList()) + ".");
        }
        if (byKey.isEmpty()) {
            throw new CallerMistakeException(argument + " has '" + idOrKey + "', but workspace " + workspace.key()
                    + " has no such item. Similar keys: "
                    + NearMatches.list(idOrKey, store.keysLike(workspace, idOrKey, LISTED_KEYS)) + ".");
        }
        return byKey.getFirst();
    }

    private @Nullable Instant updatedSince(@Nullable String text) {
        if (text == null) {
            return null;
        }
        List<Function<String, Instant>> readings = List.of(
                value -> LocalDate.parse(value).atStartOfDay(principal.zone()).toInstant(),
                value -> OffsetDateTime.parse(value).toInstant());
        for (Function<String, Instant> reading : readings) {
            try {
                Instant instant = reading.apply(text.strip());
                if (instant.isAfter(Instant.EPOCH) && instant.isBefore(Instant.parse("3000-01-01T00:00:00Z"))) {
                    return instant;
                }
            } catch (DateTimeParseException e) {
                // the next reading, or the refusal below
            }
        }
        throw new CallerMistakeException("updatedSince is '" + text
                + "', but must be a date such as 2026-11-21 or an instant such as 2026-11-21T09:30:00Z.");
    }
}
