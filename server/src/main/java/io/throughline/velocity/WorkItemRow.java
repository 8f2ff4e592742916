package io.throughline.velocity;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;

/** What {@link WorkItems} keeps of one item; {@link WorkItems#NONE} and NaN stand for what is unknown. */
record WorkItemRow(
        long id,
        long teamId,
        long parentId,
        ItemType type,
        StatusCategory category,
        double sizePoints,
        double estimateHours,
        long createdAtMicros,
        long startedAtMicros,
        long finishedAtMicros,
        long activeMicros) {}
