package io.throughline.timelog.embedded;

import io.throughline.timelog.LogLabel;

/** A label as those see it who run the ERP: one that is switched off stays on the entries that have it. */
public record ErpLabel(LogLabel label, boolean active) {}
