package io.throughline.velocity;

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

/** The resource {@code pm33://velocity/{workspaceId}/current}. */
final class CurrentVelocityResource implements Resource {

    private final VelocityService service;
    private final WorkspaceService workspaces;

    CurrentVelocityResource(VelocityService service, WorkspaceService workspaces) {
        this.service = service;
        this.workspaces = workspaces;
    }

    @Override
    public String uriTemplate() {
        return ResourceAddresses.currentVelocity("{workspaceId}");
    }

    @Override
    public String name() {
        return "current_velocity";
    }

    @Override
    public String title() {
        return "Current velocity";
    }

    @Override
    public String description() {
        return "Throughput per week, predictability and work in progress of a workspace (id or key) and its teams.";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.VELOCITY_READ);
    }

    @Override
    public Duration timeToLive() {
        return Duration.ofMinutes(2);
    }

    @Override
    public ResourceBody read(Map<String, String> variables, CallContext context) {
        return new ResourceBody.Json(service.current(context.principal(), variables.getOrDefault("workspaceId", "")));
    }

    @Override
    public List<String> complete(String variable, String typed, CallContext context) {
        return workspaces.keysBeginning(context.principal(), typed);
    }
}
