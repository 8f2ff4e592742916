package io.throughline.timelog.embedded;

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

    void add(long tenantId, LogLabel label) {
        store.insert(tenantId, label.id(), label.name());
    }

    void change(long tenantId, ErpLabel label) {
        store.update(tenantId, label.label().id(), label.label().name(), label.active());
    }

    static List<LogLabel> inUse(List<ErpLabel> labels) {
        return labels.stream().filter(ErpLabel::active).map(ErpLabel::label).toList();
    }
}
