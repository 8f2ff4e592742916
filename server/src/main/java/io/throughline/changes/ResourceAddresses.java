package io.throughline.changes;

/** Under which addresses clients listen to what may change. */
public final class ResourceAddresses {

    /** The workspaces of a person, with their teams. */
    public static final String WORKSPACES = "pm33://workspaces";

    private ResourceAddresses() {}

    /** The summary of a backlog. Each workspace has two such addresses, since it goes by its id and by its key. */
    public static String backlogSummary(String workspaceIdOrKey) {
        return "pm33://backlog/" + workspaceIdOrKey + "/summary";
    }

    /** The throughput and predictability of a workspace, by its id and by its key. */
    public static String currentVelocity(String workspaceIdOrKey) {
        return "pm33://velocity/" + workspaceIdOrKey + "/current";
    }
}
