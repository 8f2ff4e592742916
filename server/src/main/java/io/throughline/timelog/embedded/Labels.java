package io.throughline.timelog.embedded;

import io.throughline.access.AccessService;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogLabel;
import java.util.List;

/** The labels of a tenant. Until the first write there are those that every tenant begins with. Within a transaction. */
final class Labels {

    /** New entries without a label get it; clients of the ERP know it by this number. */
    static final long DEFAULT_ID = 66;

    private static final List<ErpLabel> FIRST = List.of(
            first(61, "Coding"),
            first(62, "Code review"),
            first(63, "Testing"),
            first(64, "Meeting"),
            first(65, "Planning"),
            first(DEFAULT_ID, "General"),
            first(67, "Support"),
            first(68, "Documentation"));

    private final LabelStore store;

    Labels(LabelStore store) {
        this.store = store;
    }

    private static ErpLabel first(long id, String name) {
        return new ErpLabel(new LogLabel(id, name), true);
    }

    /** All by id, those that are switched off, too. Writes nothing. */
    List<ErpLabel> all(long tenantId) {
        List<ErpLabel> stored = store.labels(tenantId);
        return stored.isEmpty() ? FIRST : stored;
    }

    /** As {@link #all}; entries may refer to them, since they are stored now. */
    List<ErpLabel> allStored(long tenantId) {
        List<ErpLabel> stored = store.labels(tenantId);
        if (!stored.isEmpty()) {
            return stored;
        }
        FIRST.forEach(label ->
                store.insert(tenantId, label.label().id(), label.label().name()));
        return store.labels(tenantId);
    }

    /** @throws CallerMistakeException if the name is taken */
    LogLabel add(long tenantId, String name) {
        List<ErpLabel> all = allStored(tenantId);
        String kept = checkedName(all, name, 0);
        long last = all.stream().mapToLong(label -> label.label().id()).max().orElse(DEFAULT_ID);
        if (!store.insert(tenantId, last + 1, kept)) {
            throw new CallerMistakeException("Somebody else added a label at the same moment. Try again.");
        }
        return new LogLabel(last + 1, kept);
    }

    /** @throws CallerMistakeException if there is no such label, or the name is taken */
    void rename(long tenantId, long labelId, String name) {
        List<ErpLabel> all = allStored(tenantId);
        ErpLabel label = find(all, labelId);
        store.update(tenantId, labelId, checkedName(all, name, labelId), label.active());
    }

    /** @throws CallerMistakeException if there is no such label, or it is the default and to be off */
    void turn(long tenantId, long labelId, boolean active) {
        String name = find(allStored(tenantId), labelId).label().name();
        if (labelId == DEFAULT_ID && !active) {
            throw new CallerMistakeException("Label " + labelId + " '" + name
                    + "' is what entries get that name none, and stays on. Rename it if it should be another.");
        }
        store.update(tenantId, labelId, name, active);
    }

    private static ErpLabel find(List<ErpLabel> all, long labelId) {
        return all.stream()
                .filter(label -> label.label().id() == labelId)
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException("There is no label " + labelId + ". The labels are: "
                        + LabelRule.shown(all.stream().map(ErpLabel::label).toList()) + "."));
    }

    private static String checkedName(List<ErpLabel> all, String name, long ownId) {
        String kept = AccessService.checkedName(name, "The name of a label");
        all.stream()
                .map(ErpLabel::label)
                .filter(other -> other.id() != ownId && Folded.same(other.name(), kept))
                .findFirst()
                .ifPresent(other -> {
                    throw new CallerMistakeException("Label " + other.id() + " is called '" + other.name()
                            + "' already. Use it, or choose another name.");
                });
        return kept;
    }

    static List<LogLabel> inUse(List<ErpLabel> labels) {
        return labels.stream().filter(ErpLabel::active).map(ErpLabel::label).toList();
    }
}
