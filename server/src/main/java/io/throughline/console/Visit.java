package io.throughline.console;

import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Tenant;
import io.throughline.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in person on a page, in one of their companies.
 *
 * @param tenants those in which the person is a member of a workspace
 * @param tenant the one they look at; null if they are a member of none
 * @param principal who they are in that one; null as above
 * @param workspaces theirs in that one
 */
record Visit(
        Person person,
        List<Tenant> tenants,
        @Nullable Tenant tenant,
        @Nullable Principal principal,
        List<Workspace> workspaces) {

    /** @throws PageProblem 403 if the person is a member of no workspace, so that there is nothing they could do */
    Principal member() {
        if (principal == null) {
            throw PageProblem.forbidden("You are a member of no workspace yet. An owner or admin can invite you.");
        }
        return principal;
    }
}
