package io.throughline.forecast;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import io.throughline.mcp.ToolHints;
import java.util.Set;

/** The tool {@code forecast_delivery}. */
final class ForecastDeliveryTool implements Tool<ForecastDeliveryArguments, ForecastAnswer> {

    private final ForecastService service;

    ForecastDeliveryTool(ForecastService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "forecast_delivery";
    }

    @Override
    public String title() {
        return "Forecast a delivery";
    }

    @Override
    public String description() {
        return """
                When will an epic, some items, or so much work be done: days for 50, 75, 85, 90 and 95 %, from the teams' own \
                weeks (Monte Carlo), corrected by how often such days held; the chance of a target date, how many by a day, \
                what drives the risk, what moved since the last forecast. Says when it cannot know. \
                Example: {"epicId":"APP-12","targetDate":"2027-01-15"}. Quote the 85 % day.""";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.VELOCITY_READ);
    }

    @Override
    public ToolHints hints() {
        return ToolHints.READS;
    }

    @Override
    public Class<ForecastDeliveryArguments> arguments() {
        return ForecastDeliveryArguments.class;
    }

    @Override
    public Class<ForecastAnswer> result() {
        return ForecastAnswer.class;
    }

    @Override
    public ToolAnswer<ForecastAnswer> call(ForecastDeliveryArguments arguments, CallContext context) {
        ForecastAnswer answer = service.forecast(context.principal(), arguments);
        return ToolAnswer.of(answer, ForecastText.of(answer));
    }
}
