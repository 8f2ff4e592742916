package io.throughline.backlog.imports;

import io.throughline.workspace.Member;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One import under way: gathers rows to chunks, tells new from changed from unchanged, writes what differs. */
final class ImportRun implements RowSink {

    private static final int CHUNK = 500;
    private static final int HASH_BYTES = 16;
    /** The database looks at its tables when so many items were written, and each time they have grown so many times over. */
    private static final int FIRST_ANALYSIS = CHUNK;

    private static final int ANALYSIS_GROWTH = 8;
    /** Before the ranks of a source, so that they come before all places of our own and never look like one. */
    private static final String RANKED = "r";

    private final ImportStore store;
    private final WorkspaceService workspaces;
    private final Workspace workspace;
    private final BacklogFormat format;
    private final String source;
    private final ImportProgress progress;

    private final List<ImportedItem> chunk = new ArrayList<>(CHUNK);
    private final List<RowRefusal> refusals = new ArrayList<>();
    private final List<ImportReport.Example> examples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Long> teamIds = new HashMap<>();
    private final Map<String, Long> memberIds = new HashMap<>();
    private final Map<String, Long> sprintIds;
    private final Map<String, ImportedSprint> sprintsHeard = new LinkedHashMap<>();
    private final Map<String, ImportedSprint> sprintsWritten = new HashMap<>();
    private final Map<String, Long> idsOfThisRun = new HashMap<>();
    private final Set<Long> touched = new HashSet<>();
    private long nextAnalysis = FIRST_ANALYSIS;
    private long lastPlace;
    private long created;
    private long changed;
    private long unchanged;
    private long refused;

    ImportRun(
            ImportStore store,
            WorkspaceService workspaces,
            Workspace workspace,
            BacklogFormat format,
            ImportProgress progress) {
        this.store = store;
        this.workspaces = workspaces;
        this.workspace = workspace;
        this.format = format;
        this.source = format.source();
        this.progress = progress;
        for (Team team : workspaces.teams(workspace)) {
            teamIds.put(team.name(), team.id());
        }
        for (Member member : workspaces.members(workspace)) {
            memberIds.put(member.name(), member.id());
        }
        sprintIds = new HashMap<>(store.sprintIds(workspace));
        lastPlace = store.lastPlace(workspace);
    }

    @Override
    public void accept(long line, ImportedItem item) {
        chunk.add(item);
        if (chunk.size() == CHUNK) {
            writeChunk();
        }
    }

    @Override
    public void refuse(RowRefusal refusal) {
        refused++;
        if (refusals.size() < ImportReport.LISTED_REFUSALS) {
            refusals.add(refusal);
        }
        progress.refused(refusal);
    }

    @Override
    public void note(String note) {
        notes.add(note);
    }

    ImportReport finish(boolean dryRun) {
        writeChunk();
        for (ImportedSprint sprint : sprintsHeard.values()) {
            if (!sprint.equals(sprintsWritten.get(sprint.name()))) {
                writeSprint(sprint);
            }
        }
        if (created + changed > 0) {
            notes.addAll(new ReferenceLinks(store, workspace, source, touched).link());
            if (nextAnalysis > FIRST_ANALYSIS) {
                store.analyse();
            }
        }
        return new ImportReport(
                workspace.key(),
                format.name(),
                dryRun,
                created,
                changed,
                unchanged,
                refused,
                refusals,
                examples,
                notes);
    }

    private void writeChunk() {
        if (chunk.isEmpty()) {
            return;
        }
        Map<String, ImportStore.Known> known = store.known(
                workspace, source, chunk.stream().map(ImportedItem::sourceId).toList());
        Map<Long, ImportStore.Prepared> inserts = new LinkedHashMap<>();
        Iterator<Long> newIds = store.newIds(chunk.size() - known.size()).iterator();
        Map<Long, ImportStore.Prepared> updates = new LinkedHashMap<>();
        for (ImportedItem item : chunk) {
            ImportStore.Known before = known.get(item.sourceId());
            String hash = hash(item);
            if (before == null) {
                created++;
                example(item, true, "");
                long id = newIds.next();
                inserts.put(id, prepared(item, hash, null));
                idsOfThisRun.put(item.sourceId(), id);
            } else if (before.contentHash().equals(hash)) {
                unchanged++;
            } else {
                changed++;
                example(item, false, difference(before, item));
                updates.put(before.id(), prepared(item, hash, before.rank()));
            }
        }
        write(inserts, updates);
        if (created + changed >= nextAnalysis) {
            store.analyse();
            nextAnalysis = (created + changed) * ANALYSIS_GROWTH;
        }
        chunk.clear();
        progress.rows(created + changed + unchanged + refused);
    }

    private void write(Map<Long, ImportStore.Prepared> inserts, Map<Long, ImportStore.Prepared> updates) {
        List<ImportStore.Stored> stored = new ArrayList<>(inserts.size() + updates.size());
        if (!inserts.isEmpty()) {
            store.insert(workspace, source, inserts);
            inserts.forEach((id, prepared) -> stored.add(new ImportStore.Stored(id, prepared.item())));
        }
        if (!updates.isEmpty()) {
            store.update(workspace, updates);
            updates.forEach((id, prepared) -> stored.add(new ImportStore.Stored(id, prepared.item())));
        }
        if (!stored.isEmpty()) {
            for (ImportStore.Stored each : stored) {
                touched.add(each.id());
                each.item().sprints().forEach(this::hear);
            }
            store.insertParts(workspace, stored, sprintIds);
        }
    }

    private ImportStore.Prepared prepared(ImportedItem item, String hash, @Nullable String rankBefore) {
        return new ImportStore.Prepared(
                item, hash, rank(item, rankBefore), teamId(item), memberId(item), parentId(item));
    }

    /** Items that their source does not rank keep their place, and new ones go to the end in the order of the file. */
    private String rank(ImportedItem item, @Nullable String rankBefore) {
        if (item.rank() != null) {
            return RANKED + item.rank();
        }
        if (rankBefore != null && rankBefore.startsWith(ImportStore.UNRANKED)) {
            return rankBefore;
        }
        lastPlace++;
        return ImportStore.UNRANKED + "%012d".formatted(lastPlace);
    }

    /** The parent, if this run has written it already; all others are linked at the end. */
    private @Nullable Long parentId(ImportedItem item) {
        return item.parent() == null ? null : idsOfThisRun.get(item.parent());
    }

    private @Nullable Long teamId(ImportedItem item) {
        String name = item.team();
        return name == null
                ? null
                : teamIds.computeIfAbsent(
                        name, unknown -> workspaces.addTeam(workspace, unknown).id());
    }

    private @Nullable Long memberId(ImportedItem item) {
        String name = item.assignee();
        return name == null
                ? null
                : memberIds.computeIfAbsent(
                        name,
                        unknown -> workspaces
                                .addMember(workspace, unknown, item.assigneeEmail(), null, null, Map.of())
                                .id());
    }

    /** A sprint that is not there yet is written at once, for its id; what else is heard of it, once at the end. */
    private void hear(ImportedSprint sprint) {
        sprintsHeard.merge(
                sprint.name(), sprint, (earlier, later) -> later.equals(earlier) ? earlier : later.after(earlier));
        if (!sprintIds.containsKey(sprint.name())) {
            writeSprint(sprint);
        }
    }

    private void writeSprint(ImportedSprint sprint) {
        sprintIds.put(sprint.name(), store.upsertSprint(workspace, sprint));
        sprintsWritten.put(sprint.name(), sprint);
    }

    private void example(ImportedItem item, boolean isNew, String difference) {
        if (examples.size() < ImportReport.LISTED_EXAMPLES) {
            examples.add(new ImportReport.Example(item.key(), item.title(), isNew, difference));
        }
    }

    private static String difference(ImportStore.Known before, ImportedItem after) {
        List<String> parts = new ArrayList<>();
        if (!before.title().equals(after.title())) {
            parts.add("title was \"" + before.title() + "\"");
        }
        if (!before.status().equals(after.status())) {
            parts.add("status " + before.status() + " → " + after.status());
        }
        if (!Objects.equals(before.sizePoints(), after.sizePoints())) {
            parts.add("size " + before.sizePoints() + " → " + after.sizePoints());
        }
        return parts.isEmpty() ? "other fields" : String.join(", ", parts);
    }

    /** All that the export says of an item, as a number: when it differs, the item has changed. */
    private static String hash(ImportedItem item) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(item.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
