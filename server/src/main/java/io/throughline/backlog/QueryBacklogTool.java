package io.throughline.backlog;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import io.throughline.mcp.ToolHints;
import java.util.Set;

/** The tool {@code query_backlog}. */
final class QueryBacklogTool implements Tool<QueryBacklogArguments, BacklogAnswer> {

    private final BacklogService service;

    QueryBacklogTool(BacklogService service) {
        this.service = service;
    }

    @Override
    public String name() {
        return "query_backlog";
    }

    @Override
    public String title() {
        return "Query the backlog";
    }

    @Override
    public String description() {
        return """
                Lists or counts backlog items of a workspace: epics, stories, bugs and so on, in backlog order, with total \
                and nextCursor. Use it first: its ids and keys (APP-12) are what other tools take. \
                Example: {"types":["bug"],"statuses":["todo"],"text":"login","limit":10}. \
                For figures use countBy, for one item ids with responseFormat detailed. Sizes are story points.""";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.BACKLOG_READ);
    }

    @Override
    public ToolHints hints() {
        return ToolHints.READS;
    }

    @Override
    public Class<QueryBacklogArguments> arguments() {
        return QueryBacklogArguments.class;
    }

    @Override
    public Class<BacklogAnswer> result() {
        return BacklogAnswer.class;
    }

    @Override
    public ToolAnswer<BacklogAnswer> call(QueryBacklogArguments arguments, CallContext context) {
        BacklogAnswer answer = service.query(context.principal(), arguments);
        return ToolAnswer.of(answer, BacklogText.of(answer));
    }
}
