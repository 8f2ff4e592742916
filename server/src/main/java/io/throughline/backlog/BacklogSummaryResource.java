package io.throughline.backlog;

import io.throughline.access.Scope;
import io.throughline.changes.ResourceAddresses;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import io.throughline.workspace.WorkspaceService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resource {@code pm33://backlog/{workspaceId}/summary}. */
final class BacklogSummaryResource implements Resource {

    private final BacklogService service;
    private final WorkspaceService workspaces;

    BacklogSummaryResource(BacklogService service, WorkspaceService workspaces) {
        this.service = service;
        this.workspaces = workspaces;
    }

    @Override
    public String uriTemplate() {
        return ResourceAddresses.backlogSummary("{workspaceId}");
    }

    @Override
    public String name() {
        return "backlog_summary";
    }

    @Override
    public String title() {
        return "Backlog summary";
    }

    @Override
    public String description() {
        return "Item counts by status and type, and the size of the open work of a workspace (id or key).";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.BACKLOG_READ);
    }

    @Override
    public Duration timeToLive() {
        return Duration.ofSeconds(60);
    }

    @Override
    public ResourceBody read(Map<String, String> variables, CallContext context) {
        return new ResourceBody.Json(service.summary(context.principal(), variables.getOrDefault("workspaceId", "")));
    }

    @Override
    public List<String> complete(String variable, String typed, CallContext context) {
        return workspaces.keysBeginning(context.principal(), typed);
    }
}
