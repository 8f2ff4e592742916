package io.throughline.console;

import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.workspace.Workspace;

/** A visit of a page of one workspace, in which the person has a role. */
record WorkspaceVisit(Visit visit, Principal principal, Workspace workspace, Role role) {

    /** Whether they may bring in data. */
    public boolean mayWork() {
        return role.atLeast(Role.MEMBER);
    }

    /** Whether they may change teams and the workspace itself. */
    public boolean mayManage() {
        return role.atLeast(Role.ADMIN);
    }

    /** @throws PageProblem 403 if the role is less */
    void require(Role least) {
        if (!role.atLeast(least)) {
            throw PageProblem.forbidden("You are a " + role.wireName() + " of workspace " + workspace.key()
                    + ", and this takes the role " + least.wireName() + ". An owner or admin can give it to you.");
        }
    }
}
