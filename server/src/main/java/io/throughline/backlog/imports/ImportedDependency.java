package io.throughline.backlog.imports;

/**
 * The item waits for another one (finish to start).
 *
 * @param predecessor source id or key of the item that must be finished first
 * @param lagDays days to wait after that, {@code >= 0}
 */
public record ImportedDependency(String predecessor, int lagDays) {}
