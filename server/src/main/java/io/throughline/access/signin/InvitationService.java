package io.throughline.access.signin;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.MembershipService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.RandomSecret;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings people into a workspace. There is no mailer: the inviter sends the link. Safe for concurrent use.
 *
 * <p>Whoever holds a link can make the account of its address, if nobody has one under it. It opens no account that there is,
 * nor one that the operator prepared in another company: those sign in first.
 */
public final class InvitationService {

    /** How long an invitation works. */
    public static final Duration LIFETIME = Duration.ofDays(7);
    /** Where its page is, before its secret. */
    public static final String PAGE = "/invitation/";

    private final OneTimeLinkStore store;
    private final SignInService accounts;
    private final AccessService access;
    private final MembershipService memberships;
    private final AuditService audit;
    private final Transactions transactions;
    private final Clock clock;

    InvitationService(
            OneTimeLinkStore store,
            SignInService accounts,
            AccessService access,
            MembershipService memberships,
            AuditService audit,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.access = access;
        this.memberships = memberships;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Makes an invitation. The answer is the same whether the address has an account or not.
     *
     * @return the path of its page, which nobody can show again
     * @throws CallerMistakeException if the caller may not give the role, or that is no address
     */
    public String invite(Principal principal, long workspaceId, String email, Role role) {
        String address = AccessService.checkedEmail(email);
        memberships.requireMayGive(principal, workspaceId, role);
        String linkSecret = RandomSecret.make();
        transactions.write(() -> {
            Instant now = clock.instant();
            store.insertInvitation(
                    principal.tenantId(),
                    workspaceId,
                    principal.personId(),
                    linkSecret,
                    address,
                    role,
                    now,
                    now.plus(LIFETIME));
            note(principal, "invitation.make", address + " as " + role.wireName(), workspaceId);
        });
        return PAGE + linkSecret;
    }

    /**
     * The open invitations to a workspace, the newest first.
     *
     * @throws CallerMistakeException if the caller is no owner or admin of it
     */
    public List<Invitation> open(Principal principal, long workspaceId) {
        requireManager(principal, workspaceId);
        return transactions.read(() -> store.invitations(principal.tenantId(), workspaceId, clock.instant()));
    }

    /** @throws CallerMistakeException if there is none such any more, or the caller is no owner or admin */
    public void revoke(Principal principal, long workspaceId, long invitationId) {
        requireManager(principal, workspaceId);
        transactions.write(() -> {
            if (!store.revokeInvitation(principal.tenantId(), workspaceId, invitationId, clock.instant())) {
                throw new CallerMistakeException(
                        "That invitation was accepted or revoked already. Load the page again.");
            }
            note(principal, "invitation.revoke", "invitation " + invitationId, workspaceId);
        });
    }

    private void requireManager(Principal principal, long workspaceId) {
        if (!memberships.roleOf(principal, workspaceId).atLeast(Role.ADMIN)) {
            throw new CallerMistakeException("Only owners and admins of this workspace manage its invitations.");
        }
    }

    /** What an invitation offers, if it still works. */
    public Optional<Invitation> find(String linkSecret) {
        return transactions.read(() -> store.findInvitation(linkSecret, clock.instant()));
    }

    /**
     * Accepts an invitation for whoever is signed in.
     *
     * @throws CallerMistakeException if it does not work any more, or is for another address
     */
    public void accept(String linkSecret, Person person, String fromAddress) {
        transactions.write(() -> {
            Invitation invitation = used(linkSecret);
            if (!invitation.email().equals(person.email())) {
                throw new CallerMistakeException(
                        "This invitation is for " + invitation.email() + ", and you are signed in as " + person.email()
                                + ". Sign out and in again with that address.");
            }
            join(invitation, person, fromAddress);
        });
    }

    /**
     * Makes the account of an invited person.
     *
     * @param zone null for the server's own
     * @return their address
     * @throws CallerMistakeException if it does not work any more, the password is not good, or there is an account
     */
    public String acceptAsNew(
            String linkSecret, String name, String password, @Nullable ZoneId zone, String fromAddress) {
        String shownName = AccessService.checkedName(name, "Your name");
        // First: hashing is slow, and anybody can send a link that is none.
        if (transactions
                .read(() -> store.findInvitation(linkSecret, clock.instant()))
                .isEmpty()) {
            throw tooOld();
        }
        String hash = accounts.hash(password);
        return transactions.write(() -> {
            Invitation invitation = used(linkSecret);
            if (accounts.isTaken(invitation.email())) {
                throw new CallerMistakeException("No new account can be made for " + invitation.email()
                        + ". If it is yours, sign in with it and open this link again; whoever cannot sign in gets a link"
                        + " from the operator of this server.");
            }
            Person person = access.addPerson(invitation.email(), shownName, zone, false);
            accounts.rename(person, shownName, zone == null ? person.zone() : zone);
            join(invitation, person, fromAddress);
            accounts.setHash(person, hash, null, BrowserSignIn.CLIENT, fromAddress);
            return person.email();
        });
    }

    /**
     * Accepts all open invitations of an address that its identity provider vouches for.
     *
     * @return whether there was any
     */
    boolean acceptAll(Person person, @Nullable String fromAddress) {
        return transactions.write(() -> {
            List<Invitation> open = store.invitationsOf(person.email(), clock.instant());
            open.stream()
                    .filter(invitation -> store.useInvitation(invitation.tenantId(), invitation.id(), clock.instant()))
                    .forEach(invitation -> join(invitation, person, fromAddress));
            return !open.isEmpty();
        });
    }

    /** Whether an address has an open invitation. */
    boolean isInvited(String email) {
        return transactions.read(
                () -> !store.invitationsOf(email, clock.instant()).isEmpty());
    }

    private Invitation used(String linkSecret) {
        return store.findInvitation(linkSecret, clock.instant())
                .filter(invitation -> store.use(OneTimeLinkStore.INVITATION, linkSecret, clock.instant()))
                .orElseThrow(InvitationService::tooOld);
    }

    private static CallerMistakeException tooOld() {
        return new CallerMistakeException("This invitation was used or revoked, or is too old. Ask for a new one.");
    }

    /** A role that is higher already stays: an old invitation takes nothing away. */
    private void join(Invitation invitation, Person person, @Nullable String fromAddress) {
        var asInvited = new Principal(
                invitation.tenantId(),
                person.id(),
                person.name(),
                person.zone(),
                BrowserSignIn.CLIENT,
                Scope.all(),
                null,
                fromAddress);
        boolean higher = access.findRole(asInvited, invitation.workspaceId())
                .map(role -> role.atLeast(invitation.role()))
                .orElse(false);
        if (!higher) {
            access.grantRole(invitation.tenantId(), invitation.workspaceId(), person.id(), invitation.role());
        }
        note(
                asInvited,
                "invitation.accept",
                person.email() + " as " + invitation.role().wireName(),
                invitation.workspaceId());
    }

    private void note(Principal principal, String action, String detail, long workspaceId) {
        audit.record(principal, new AuditEntry(action, AuditEntry.DONE, detail, workspaceId));
    }
}
