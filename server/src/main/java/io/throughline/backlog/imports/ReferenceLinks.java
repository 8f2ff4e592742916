package io.throughline.backlog.imports;

import io.throughline.engine.dependency.DependencyGraph;
import io.throughline.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what items call their parents and predecessors into links, once all rows are in: a row may name one that comes after
 * it in the file, or in a file that is imported later.
 */
final class ReferenceLinks {

    private static final int LISTED = 5;

    private final ImportStore store;
    private final Workspace workspace;
    private final String source;
    private final Set<Long> touched;

    /** @param touched the items of this import: only of them it is told what could not be linked */
    ReferenceLinks(ImportStore store, Workspace workspace, String source, Set<Long> touched) {
        this.store = store;
        this.workspace = workspace;
        this.source = source;
        this.touched = Set.copyOf(touched);
    }

    /** Sets the links and tells which could not be set. */
    List<String> link() {
        List<ImportStore.ParentLink> items = store.parentLinks(workspace, source);
        Map<String, Long> idByName = new HashMap<>();
        Map<Long, String> keyById = new HashMap<>();
        items.forEach(item -> idByName.put(item.key(), item.id()));
        items.forEach(item -> idByName.put(item.sourceId(), item.id())); // an id wins over another item's key
        items.forEach(item -> keyById.put(item.id(), item.key()));
        List<String> notes = new ArrayList<>();
        linkParents(items, idByName, keyById, notes);
        linkPredecessors(idByName, keyById, notes);
        return notes;
    }

    private void linkParents(
            List<ImportStore.ParentLink> items,
            Map<String, Long> idByName,
            Map<Long, String> keyById,
            List<String> notes) {
        var graph = new DependencyGraph<Long>();
        Map<Long, @Nullable Long> changes = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        List<String> circular = new ArrayList<>();
        for (ImportStore.ParentLink item : items) {
            Long parentId = item.reference() == null ? null : idByName.get(item.reference());
            boolean told = touched.contains(item.id());
            if (item.reference() != null && parentId == null && told) {
                missing.add(item.key() + " → " + item.reference());
            }
            if (parentId != null) {
                List<Long> cycle = graph.add(item.id(), parentId);
                if (!cycle.isEmpty()) {
                    parentId = null;
                    if (told) {
                        circular.add(said(cycle, keyById, " in "));
                    }
                }
            }
            if (!Objects.equals(parentId, item.parentId())) {
                changes.put(item.id(), parentId);
            }
        }
        store.setParents(workspace, changes);
        note(notes, "Parents that no file has brought yet", missing);
        note(notes, "Parents left out, since an item would be in itself", circular);
    }

    private void linkPredecessors(Map<String, Long> idByName, Map<Long, String> keyById, List<String> notes) {
        var graph = new DependencyGraph<Long>();
        List<ImportStore.Wait> waits = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> circular = new ArrayList<>();
        Map<Long, Map<Long, Integer>> taken = new HashMap<>();
        for (ImportStore.Reference reference : store.references(workspace, source)) {
            Long predecessorId = idByName.get(reference.predecessor());
            boolean told = touched.contains(reference.itemId());
            if (predecessorId == null) {
                if (told) {
                    missing.add(keyById.get(reference.itemId()) + " → " + reference.predecessor());
                }
                continue;
            }
            List<Long> cycle = graph.add(reference.itemId(), predecessorId);
            if (!cycle.isEmpty()) {
                if (told) {
                    circular.add(said(cycle, keyById, " waits for "));
                }
            } else if (taken.computeIfAbsent(reference.itemId(), id -> new HashMap<>())
                            .put(predecessorId, reference.lagDays())
                    == null) {
                waits.add(new ImportStore.Wait(reference.itemId(), predecessorId, reference.lagDays()));
            }
        }
        store.replaceDependencies(workspace, source, waits);
        note(notes, "Predecessors that no file has brought yet", missing);
        note(notes, "Dependencies left out, since an item would wait for itself", circular);
    }

    private static String said(List<Long> cycle, Map<Long, String> keyById, String relation) {
        return String.join(
                relation,
                cycle.stream().map(id -> keyById.getOrDefault(id, "?")).toList());
    }

    private static void note(List<String> notes, String what, List<String> which) {
        if (!which.isEmpty()) {
            String more = which.size() > LISTED ? " and " + (which.size() - LISTED) + " more" : "";
            notes.add(what + " (" + which.size() + "): "
                    + String.join(", ", which.subList(0, Math.min(LISTED, which.size()))) + more + ".");
        }
    }
}
