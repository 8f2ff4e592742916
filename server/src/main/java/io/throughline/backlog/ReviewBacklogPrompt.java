package io.throughline.backlog;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The prompt {@code review_backlog}: what is in the backlog, and what needs a decision. */
final class ReviewBacklogPrompt implements Prompt {

    private final WorkspaceService workspaces;

    ReviewBacklogPrompt(WorkspaceService workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public String name() {
        return "review_backlog";
    }

    @Override
    public String title() {
        return "Review the backlog";
    }

    @Override
    public String description() {
        return "What is in the backlog, what is stuck, and what needs a decision first.";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(new Argument(
                "workspaceId", "Workspace", "Id or key of the workspace; without it your default one.", false));
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.BACKLOG_READ);
    }

    @Override
    public PromptAnswer fill(Map<String, String> arguments, CallContext context) {
        Workspace workspace = workspaces.resolve(context.principal(), arguments.get("workspaceId"));
        return PromptAnswer.said("""
                Review the backlog of workspace %1$s with the tool query_backlog.
                1. Count the open items: {"workspaceId":"%1$s","countBy":"status"}, then by type and by team.
                2. List what is stuck: {"workspaceId":"%1$s","blocked":true,"columns":["scheduling"]}.
                3. List open epics and stories without an estimate: {"workspaceId":"%1$s","types":["epic","story"],\
                "unestimated":true}.
                4. List what is due first: {"workspaceId":"%1$s","sort":"due","columns":["dueOn","team"],"limit":10}.
                Then tell me in at most ten lines: how much is open and where, what is stuck and on what, and the three \
                decisions that would help most. Name items by key. Say what the data does not tell.""".formatted(workspace.key()));
    }

    @Override
    public List<String> complete(String argument, String typed, CallContext context) {
        return argument.equals("workspaceId") ? workspaces.keysBeginning(context.principal(), typed) : List.of();
    }
}
