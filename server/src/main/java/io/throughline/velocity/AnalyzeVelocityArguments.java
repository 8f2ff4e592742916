package io.throughline.velocity;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** What {@code analyze_velocity} takes; everything is optional. */
public record AnalyzeVelocityArguments(
        @JsonPropertyDescription("Workspace id or key; default: your default workspace") @Nullable String workspaceId,

        @JsonPropertyDescription("Team name or id; default: the whole workspace") @Nullable String teamId,

        @JsonPropertyDescription("items (default), points or hours") @Nullable String unit,

        @JsonPropertyDescription("How many sprints (default 12) or weeks (default 26) back; at most 260") @Nullable Integer periods,

        @JsonPropertyDescription("concise (default) or detailed") @Nullable String responseFormat) {}
