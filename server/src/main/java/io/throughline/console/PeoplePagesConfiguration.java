package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.AuditService;
import io.throughline.access.MembershipService;
import io.throughline.access.signin.BrowserSignIn;
import io.throughline.access.signin.InvitationService;
import io.throughline.access.signin.OneTimeLinkService;
import io.throughline.access.signin.PasskeyPlace;
import io.throughline.access.signin.PasskeyService;
import io.throughline.access.signin.SessionService;
import io.throughline.access.signin.SignInService;
import io.throughline.database.Transactions;
import io.throughline.settings.Settings;
import io.throughline.workspace.WorkspaceService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the pages about people: their accounts, and how they come in and go. */
@Configuration(proxyBeanMethods = false)
class PeoplePagesConfiguration {

    @Bean
    FirstAccountService firstAccountService(
            OneTimeLinkService links,
            SignInService accounts,
            AccessService access,
            WorkspaceService workspaces,
            AuditService audit,
            Transactions transactions) {
        return new FirstAccountService(links, accounts, access, workspaces, audit, transactions);
    }

    @Bean
    FirstAccountPage firstAccountPage(
            FirstAccountService firstAccount, OneTimeLinkService links, BrowserSignIn signIn) {
        return new FirstAccountPage(firstAccount, links, signIn);
    }

    @Bean
    NewPasswordPage newPasswordPage(OneTimeLinkService links, BrowserSignIn signIn) {
        return new NewPasswordPage(links, signIn);
    }

    @Bean
    InvitationPage invitationPage(InvitationService invitations, AccessService access, BrowserSignIn signIn) {
        return new InvitationPage(invitations, access, signIn);
    }

    @Bean
    MembersPage membersPage(MembershipService memberships, InvitationService invitations, Settings settings) {
        return new MembersPage(memberships, invitations, settings);
    }

    @Bean
    AccountPage accountPage(
            SignInService accounts, SessionService sessions, PasskeyService passkeys, PasskeyPlace passkeyPlace) {
        return new AccountPage(accounts, sessions, passkeys, passkeyPlace);
    }

    @Bean
    CompanyChoice companyChoice() {
        return new CompanyChoice();
    }
}
