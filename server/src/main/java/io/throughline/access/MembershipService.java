package io.throughline.access;

import io.throughline.changes.ChangeService;
import io.throughline.changes.ResourceAddresses;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who may do what in a workspace. Owners manage everybody; admins manage all but owners and make none; a workspace always has
 * an owner. Memberships are read at each call, so every change takes effect at once. Safe for concurrent use.
 */
public final class MembershipService {

    private final MembershipStore store;
    private final AccessService access;
    private final AuditService audit;
    private final ChangeService changes;
    private final Transactions transactions;
    private final Clock clock;

    MembershipService(
            MembershipStore store,
            AccessService access,
            AuditService audit,
            ChangeService changes,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The people of a workspace, by name.
     *
     * @throws CallerMistakeException if the caller is none of them
     */
    public List<Membership> members(Principal principal, long workspaceId) {
        return transactions.read(() -> {
            roleOf(principal, workspaceId);
            return store.list(principal.tenantId(), workspaceId);
        });
    }

    /**
     * The caller's own role.
     *
     * @throws CallerMistakeException if they have none, or there is no such workspace
     */
    public Role roleOf(Principal principal, long workspaceId) {
        return access.findRole(principal, workspaceId)
                .orElseThrow(() -> new CallerMistakeException(
                        "There is no such workspace, or you are no member of it. An owner or admin can invite you."));
    }

    /** Whether somebody of a role may bring somebody else to a role, or take it from them. */
    public static boolean mayManage(Role manager, Role managed) {
        return manager == Role.OWNER || (manager == Role.ADMIN && managed != Role.OWNER);
    }

    /**
     * Requires that the caller may bring somebody to a role, as an invitation does.
     *
     * @throws CallerMistakeException if not
     */
    public void requireMayGive(Principal principal, long workspaceId, Role role) {
        change(
                principal,
                workspaceId,
                "invitation.make",
                "as " + role.wireName(),
                mine -> requireMayManage(mine, role));
    }

    /** @throws CallerMistakeException if the caller may not, or the last owner would be gone */
    public void changeRole(Principal principal, long workspaceId, long personId, Role role) {
        String detail = named(principal, workspaceId, personId) + " to " + role.wireName();
        change(principal, workspaceId, "role.change", detail, mine -> {
            Membership member = member(principal, workspaceId, personId);
            requireMayManage(mine, member.role());
            requireMayManage(mine, role);
            if (role != Role.OWNER) {
                requireAnotherOwner(principal, workspaceId, member);
            }
            store.setRole(principal.tenantId(), workspaceId, personId, role);
            store.revokeInvitationsOf(principal.tenantId(), workspaceId, personId, clock.instant());
            note(principal, workspaceId, "role.change", detail);
        });
    }

    /** @throws CallerMistakeException if the caller may not, or it is the last owner */
    public void remove(Principal principal, long workspaceId, long personId) {
        String detail = named(principal, workspaceId, personId);
        change(principal, workspaceId, "member.remove", detail, mine -> {
            Membership member = member(principal, workspaceId, personId);
            requireMayManage(mine, member.role());
            end(principal, workspaceId, member, "member.remove");
        });
    }

    /** @throws CallerMistakeException if the caller is the last owner */
    public void leave(Principal principal, long workspaceId) {
        change(
                principal,
                workspaceId,
                "member.leave",
                "",
                mine -> end(
                        principal, workspaceId, member(principal, workspaceId, principal.personId()), "member.leave"));
    }

    /** The refusal stays in the trail though all else is rolled back. */
    private void change(Principal principal, long workspaceId, String action, String detail, Consumer<Role> work) {
        try {
            transactions.write(() -> {
                store.lock(principal.tenantId(), workspaceId);
                work.accept(roleOf(principal, workspaceId));
            });
        } catch (NotAllowedException e) {
            audit.record(principal, new AuditEntry(action, AuditEntry.REFUSED, detail, workspaceId));
            throw new CallerMistakeException(String.valueOf(e.getMessage()));
        }
    }

    private static final class NotAllowedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAllowedException(String message) {
            super(message);
        }
    }

    private String named(Principal principal, long workspaceId, long personId) {
        return transactions.read(() -> {
            roleOf(principal, workspaceId);
            return member(principal, workspaceId, personId).email();
        });
    }

    private void end(Principal principal, long workspaceId, Membership member, String action) {
        requireAnotherOwner(principal, workspaceId, member);
        store.delete(principal.tenantId(), workspaceId, member.personId());
        store.revokeInvitationsOf(principal.tenantId(), workspaceId, member.personId(), clock.instant());
        store.revokeGrantsIn(principal.tenantId(), workspaceId, member.personId(), clock.instant());
        store.revokeAllOfStranger(principal.tenantId(), member.personId(), clock.instant());
        note(principal, workspaceId, action, member.email());
    }

    private Membership member(Principal principal, long workspaceId, long personId) {
        return store.list(principal.tenantId(), workspaceId).stream()
                .filter(member -> member.personId() == personId)
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException(
                        "That person is no member of this workspace any more. Load the page again."));
    }

    private static void requireMayManage(Role mine, Role managed) {
        if (!mayManage(mine, managed)) {
            throw new NotAllowedException(
                    mine.atLeast(Role.ADMIN)
                            ? "Only an owner can make, change or remove owners. You are an admin."
                            : "You are a " + mine.wireName()
                                    + " of this workspace. Only owners and admins manage its members.");
        }
    }

    private void requireAnotherOwner(Principal principal, long workspaceId, Membership member) {
        if (member.role() == Role.OWNER && store.owners(principal.tenantId(), workspaceId) == 1) {
            throw new CallerMistakeException("A workspace needs an owner, and " + member.name()
                    + " is the last. Make somebody else owner first.");
        }
    }

    private void note(Principal principal, long workspaceId, String action, String detail) {
        audit.record(principal, new AuditEntry(action, AuditEntry.DONE, detail, workspaceId));
        changes.noteChange(principal.tenantId(), ResourceAddresses.WORKSPACES);
    }
}
