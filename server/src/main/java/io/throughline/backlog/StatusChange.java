package io.throughline.backlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an item through its flow.
 *
 * @param from the status before, null for the step that created the item
 */
public record StatusChange(Instant at, @Nullable String from, String to, StatusCategory toCategory) {}
