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
    private final Map<String, ImportedSprint> sprintsWritten = new HashMap<>();
    private final Set<Long> touched = new HashSet<>();
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
        if (created + changed > 0) {
            notes.addAll(new ReferenceLinks(store, workspace, source, touched).link());
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
        List<ImportStore.Prepared> inserts = new ArrayList<>();
        Map<ImportStore.Prepared, Long> updates = new LinkedHashMap<>();
        for (ImportedItem item : chunk) {
            ImportStore.Known before = known.get(item.sourceId());
            String hash = hash(item);
            if (before == null) {
                created++;
                example(item, true, "");
                inserts.add(prepared(item, hash, null));
            } else if (before.contentHash().equals(hash)) {
                unchanged++;
            } else {
                changed++;
                example(item, false, difference(before, item));
                updates.put(prepared(item, hash, before.rank()), before.id());
            }
        }
        write(inserts, updates);
        chunk.clear();
        progress.rows(created + changed + unchanged + refused);
    }

    private void write(List<ImportStore.Prepared> inserts, Map<ImportStore.Prepared, Long> updates) {
        Map<ImportedItem, Long> ids = new LinkedHashMap<>();
        if (!inserts.isEmpty()) {
            store.insert(workspace, source, inserts);
            Map<String, ImportStore.Known> inserted = store.known(
                    workspace,
                    source,
                    inserts.stream().map(prepared -> prepared.item().sourceId()).toList());
            for (ImportStore.Prepared prepared : inserts) {
                ImportedItem item = prepared.item();
                ids.put(
                        item,
                        Objects.requireNonNull(inserted.get(item.sourceId())).id());
            }
        }
        if (!updates.isEmpty()) {
            store.update(workspace, updates);
            updates.forEach((prepared, id) -> ids.put(prepared.item(), id));
        }
        if (!ids.isEmpty()) {
            touched.addAll(ids.values());
            Map<ImportedItem, List<DerivedHistory.Step>> histories = new HashMap<>();
            ids.keySet().forEach(item -> histories.put(item, DerivedHistory.of(item)));
            ids.keySet().forEach(this::writeSprints);
            store.insertParts(workspace, ids, histories, sprintIds);
        }
    }

    private ImportStore.Prepared prepared(ImportedItem item, String hash, @Nullable String rankBefore) {
        return new ImportStore.Prepared(item, hash, rank(item, rankBefore), teamId(item), memberId(item));
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

    private void writeSprints(ImportedItem item) {
        for (ImportedSprint sprint : item.sprints()) {
            if (!sprint.equals(sprintsWritten.get(sprint.name()))) {
                sprintIds.put(sprint.name(), store.upsertSprint(workspace, sprint));
                sprintsWritten.put(sprint.name(), sprint);
            }
        }
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
