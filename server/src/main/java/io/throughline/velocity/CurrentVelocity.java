package io.throughline.velocity;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.workspace.Workspace;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The velocity of a workspace in a few figures, in items. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CurrentVelocity(
        String workspaceId,
        String workspace,
        String name,
        LocalDate asOf,
        String unit,
        VelocityAnswer.WeekFigures throughputPerWeek,
        @Nullable Double coefficientOfVariation,
        @Nullable Double predictability,
        VelocityAnswer.@Nullable TrendFigures trend,
        VelocityAnswer.@Nullable CycleFigures cycleTimeDays,
        int workInProgress,
        @Nullable List<VelocityAnswer.TeamFigures> teams,
        @Nullable List<String> notes) {

    static CurrentVelocity of(Workspace workspace, VelocityAnswer answer) {
        return new CurrentVelocity(
                answer.workspaceId(),
                answer.workspace(),
                workspace.name(),
                answer.asOf(),
                answer.unit(),
                answer.throughputPerWeek(),
                answer.coefficientOfVariation(),
                answer.predictability(),
                answer.trend(),
                answer.cycleTimeDays(),
                answer.workInProgress().items(),
                answer.teams(),
                answer.notes());
    }
}
