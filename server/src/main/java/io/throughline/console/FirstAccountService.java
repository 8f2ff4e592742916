package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.access.Tenant;
import io.throughline.access.signin.BrowserSignIn;
import io.throughline.access.signin.OneTimeLinkService;
import io.throughline.access.signin.SignInService;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.util.List;

/** Makes the account of whoever set the server up: the owner of all that was imported before. */
final class FirstAccountService {

    private final OneTimeLinkService links;
    private final SignInService accounts;
    private final AccessService access;
    private final WorkspaceService workspaces;
    private final AuditService audit;
    private final Transactions transactions;

    FirstAccountService(
            OneTimeLinkService links,
            SignInService accounts,
            AccessService access,
            WorkspaceService workspaces,
            AuditService audit,
            Transactions transactions) {
        this.links = links;
        this.accounts = accounts;
        this.access = access;
        this.workspaces = workspaces;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Whether a workspace must be made: none was imported yet. */
    boolean needsWorkspace() {
        return access.findTenant(AccessService.LOCAL_TENANT)
                .map(tenant -> workspacesOf(tenant).isEmpty())
                .orElse(true);
    }

    private List<Workspace> workspacesOf(Tenant tenant) {
        return workspaces.allOfTenant(access.localPerson(tenant.key()));
    }

    /**
     * Makes the account. The address may be that of somebody whom the operator added by command line: the operator's link is
     * proof enough.
     *
     * @return the address
     * @throws CallerMistakeException if the link does not work any more, or a field is wrong
     */
    String create(String secret, FirstAccountForm form, String fromAddress) {
        String hash = accounts.hash(form.password());
        return transactions.write(() -> {
            links.useForFirstAccount(secret);
            Tenant tenant = access.nameLocalTenant(form.company());
            Person person = access.addPerson(form.email(), form.name(), null, false);
            accounts.rename(person, form.name(), person.zone());
            var owner = new Principal(
                    tenant.id(),
                    person.id(),
                    form.name(),
                    person.zone(),
                    BrowserSignIn.CLIENT,
                    Scope.all(),
                    null,
                    fromAddress);
            List<Workspace> known = workspaces.allOfTenant(owner);
            if (known.isEmpty()) {
                workspaces.create(owner, form.workspaceKey(), form.workspaceName());
            }
            known.forEach(workspace -> access.grantRole(tenant.id(), workspace.id(), person.id(), Role.OWNER));
            audit.record(owner, new AuditEntry("first-account", AuditEntry.DONE, person.email()));
            accounts.setHash(person, hash, null, BrowserSignIn.CLIENT, fromAddress);
            return person.email();
        });
    }
}
