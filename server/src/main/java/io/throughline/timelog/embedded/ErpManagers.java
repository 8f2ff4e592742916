package io.throughline.timelog.embedded;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Principal;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.WorkspaceService;
import java.util.function.Supplier;

/** Lets those do their work who may run the ERP, and leaves a row in the trail for each change and each refusal. */
final class ErpManagers {

    private final AccessService access;
    private final WorkspaceService workspaces;
    private final AuditService audit;
    private final Transactions transactions;

    ErpManagers(AccessService access, WorkspaceService workspaces, AuditService audit, Transactions transactions) {
        this.access = access;
        this.workspaces = workspaces;
        this.audit = audit;
        this.transactions = transactions;
    }

    boolean includes(Principal principal) {
        return access.worksAtThisMachine(principal) || workspaces.managesAny(principal);
    }

    /** @throws CallerMistakeException if the caller is none of them */
    <T> T read(Principal principal, Supplier<T> work) {
        require(principal);
        return transactions.read(work);
    }

    /**
     * Does a change in one transaction. The row of a refusal stays in the trail though all else is rolled back.
     *
     * @param action such as {@code erp.assign}
     * @throws CallerMistakeException if the caller is none of them, or the work says so
     */
    <T> T write(Principal principal, String action, String what, Supplier<T> work) {
        try {
            require(principal);
            return transactions.write(() -> {
                T result = work.get();
                audit.record(principal, new AuditEntry(action, AuditEntry.DONE, what));
                return result;
            });
        } catch (CallerMistakeException e) {
            audit.record(principal, new AuditEntry(action, AuditEntry.REFUSED, what));
            throw e;
        }
    }

    /** Does several changes in one transaction; if one is refused, none is made, and one row of the trail says so. */
    <T> T together(Principal principal, String action, String what, Supplier<T> changes) {
        try {
            require(principal);
            return transactions.write(changes);
        } catch (CallerMistakeException e) {
            audit.record(principal, new AuditEntry(action, AuditEntry.REFUSED, what));
            throw e;
        }
    }

    private void require(Principal principal) {
        if (!includes(principal)) {
            throw new CallerMistakeException(
                    "Projects, labels and who logs on what are set by owners and admins of a workspace. Ask one of them.");
        }
    }
}
