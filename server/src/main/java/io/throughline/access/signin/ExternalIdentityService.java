package io.throughline.access.signin;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Finds the person behind an account at an identity provider: at first by an e-mail address that the provider has verified,
 * from then on by its subject, so that whoever gets the address later does not get the account. Safe for concurrent use.
 */
public final class ExternalIdentityService {

    private final ExternalIdentityStore store;
    private final SignInService accounts;
    private final AccessService access;
    private final InvitationService invitations;
    private final AuditService audit;
    private final Transactions transactions;
    private final Clock clock;

    ExternalIdentityService(
            ExternalIdentityStore store,
            SignInService accounts,
            AccessService access,
            InvitationService invitations,
            AuditService audit,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.access = access;
        this.invitations = invitations;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The address of the person here; an invited one gets an account.
     *
     * @param verifiedEmail null if the provider does not vouch for any
     * @param name null if the provider tells none
     * @throws CallerMistakeException if there is neither an account nor an invitation, with what to do
     */
    public String find(String issuer, String subject, @Nullable String verifiedEmail, @Nullable String name) {
        return transactions.read(() -> store.findEmail(issuer, subject)).orElseGet(() -> {
            if (verifiedEmail == null) {
                throw new CallerMistakeException(
                        "Your provider does not vouch for your e-mail address, so your account cannot be found by it."
                                + " Verify the address there, or sign in another way.");
            }
            return link(issuer, subject, SignInService.normalised(verifiedEmail), name);
        });
    }

    private String link(String issuer, String subject, String email, @Nullable String name) {
        return transactions.write(() -> {
            if (store.isLinked(issuer, email)) {
                throw new CallerMistakeException("The account of " + email
                        + " belongs to another account at your provider. Sign in another way, or ask the operator of"
                        + " this server.");
            }
            boolean known = accounts.findAccount(email).isPresent();
            if (!known && !invitations.isInvited(email)) {
                throw new CallerMistakeException(
                        "There is no account for " + email
                                + " here, and no open invitation. Ask an owner or admin of your company to invite that address.");
            }
            Person person = access.addPerson(email, name, null, false);
            if (!known) {
                invitations.acceptAll(person, null);
            }
            store.link(issuer, subject, person.id(), clock.instant());
            audit.recordForPerson(
                    person.id(), BrowserSignIn.CLIENT, null, new AuditEntry("provider.link", AuditEntry.DONE, issuer));
            return person.email();
        });
    }
}
