package io.throughline.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** @param memberEmail null for a public holiday, which is off for all */
public record SampleDayOff(@Nullable String memberEmail, LocalDate day, String reason) {}
