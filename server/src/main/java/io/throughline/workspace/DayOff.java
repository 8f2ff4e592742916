package io.throughline.workspace;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A day without work, of one member or, with null, of everybody in the workspace. */
public record DayOff(@Nullable Long memberId, LocalDate day, String reason) {}
