package io.throughline.velocity;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import io.throughline.mcp.ToolHints;
import java.util.Set;

/** The tool {@code analyze_velocity}. */
final class AnalyzeVelocityTool implements Tool<AnalyzeVelocityArguments, VelocityAnswer> {

    private final VelocityService service;

    AnalyzeVelocityTool(VelocityService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "analyze_velocity";
    }

    @Override
    public String title() {
        return "Analyze velocity";
    }

    @Override
    public String description() {
        return """
                How fast and how predictable a team or workspace is: completed per sprint (or week), committed against \
                completed, trend, changes of level, outliers, cycle times, work in progress and its age. \
                Example: {"teamId":"Mobile","unit":"points"}. For dates go on with forecast_delivery.""";
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
    public Class<AnalyzeVelocityArguments> arguments() {
        return AnalyzeVelocityArguments.class;
    }

    @Override
    public Class<VelocityAnswer> result() {
        return VelocityAnswer.class;
    }

    @Override
    public ToolAnswer<VelocityAnswer> call(AnalyzeVelocityArguments arguments, CallContext context) {
        VelocityAnswer answer = service.analyze(context.principal(), arguments);
        return ToolAnswer.of(answer, VelocityText.of(answer));
    }
}
