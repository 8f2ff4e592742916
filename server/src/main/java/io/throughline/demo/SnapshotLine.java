package io.throughline.demo;

import io.throughline.backlog.StatusCategory;
import org.jspecify.annotations.Nullable;

/**
 * One item as it stood in a sprint when the snapshot was taken.
 *
 * @param sizePoints null if it was not estimated
 * @param added came into the sprint after its start; never so in a start snapshot
 * @param removed was taken out again before its end; never so in a start snapshot
 * @param carriedOver was already in the sprint before, unfinished
 */
public record SnapshotLine(
        String itemKey,
        @Nullable Double sizePoints,
        StatusCategory statusCategory,
        boolean added,
        boolean removed,
        boolean carriedOver) {}
