package io.throughline.forecast;

import io.throughline.workspace.Workspace;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A question with all that was read for it.
 *
 * @param inputs null if nothing can be forecast, for the reason
 * @param reason why nothing can be forecast; null if something can
 * @param actuals finished by all teams of it in the last whole weeks, oldest first
 * @param afterTheRest the same work when all other open work of the teams comes first; null if there is none
 * @param otherItems open items of the teams that are none of it
 */
record ForecastQuestion(
        Workspace workspace,
        ForecastRequest request,
        ForecastTarget target,
        LocalDate today,
        @Nullable ForecastInputs inputs,
        @Nullable String reason,
        List<ForecastAnswer.Actual> actuals,
        @Nullable ForecastInputs afterTheRest,
        OptionalInt otherItems,
        List<Long> itemIds,
        List<String> notes) {

    ForecastQuestion {
        actuals = List.copyOf(actuals);
        itemIds = List.copyOf(itemIds);
        notes = List.copyOf(notes);
    }
}
