package io.throughline.backlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.throughline.access.Scope;
import io.throughline.changes.ResourceAddresses;
import io.throughline.database.PublicId;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Resource;
import io.throughline.mcp.ResourceBody;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The resource {@code pm33://workspaces}: the workspaces of the caller. */
final class WorkspacesResource implements Resource {

    private final WorkspaceService workspaces;

    WorkspacesResource(WorkspaceService workspaces) {
        this.workspaces = workspaces;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Answer(String tenantId, List<Entry> workspaces) {}

    private record Entry(String id, String key, String name, boolean isDefault, List<TeamEntry> teams) {}

    private record TeamEntry(String id, String name) {}

    @Override
    public String uriTemplate() {
        return ResourceAddresses.WORKSPACES;
    }

    @Override
    public String name() {
        return "workspaces";
    }

    @Override
    public String title() {
        return "Workspaces";
    }

    @Override
    public String description() {
        return "The workspaces you are a member of, with their teams; the first is your default.";
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of();
    }

    @Override
    public Duration timeToLive() {
        return Duration.ofSeconds(30);
    }

    @Override
    public ResourceBody read(Map<String, String> variables, CallContext context) {
        List<Entry> entries = new ArrayList<>();
        for (Workspace workspace : workspaces.workspaces(context.principal())) {
            List<TeamEntry> teams = new ArrayList<>();
            for (Team team : workspaces.teams(workspace)) {
                teams.add(new TeamEntry(team.publicId(), team.name()));
            }
            entries.add(new Entry(workspace.publicId(), workspace.key(), workspace.name(), entries.isEmpty(), teams));
        }
        return new ResourceBody.Json(
                new Answer(PublicId.TENANT.of(context.principal().tenantId()), entries));
    }

    @Override
    public List<String> complete(String variable, String typed, CallContext context) {
        return List.of();
    }
}
