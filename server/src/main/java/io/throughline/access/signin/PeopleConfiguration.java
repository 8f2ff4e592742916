package io.throughline.access.signin;

import io.throughline.access.AccessService;
import io.throughline.access.AuditService;
import io.throughline.access.MembershipService;
import io.throughline.database.Transactions;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;

/** Wires accounts, for pages and commands alike. */
@Configuration(proxyBeanMethods = false)
public class PeopleConfiguration {

    /** Two to the power of this many rounds: about 0.1 s on a small machine. */
    private static final int BCRYPT_STRENGTH = 11;

    @Bean
    PasswordHashing passwordEncoder() {
        return new PasswordHashing(
                new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(BCRYPT_STRENGTH))));
    }

    @Bean
    SessionService sessionService(JdbcClient sql, Transactions transactions, Clock clock) {
        return new SessionService(new SessionStore(sql), transactions, clock);
    }

    @Bean
    SignInFailureService signInFailureService(JdbcClient sql, Transactions transactions, Clock clock) {
        return new SignInFailureService(new SignInFailureStore(sql), transactions, clock);
    }

    @Bean
    SignInService signInService(
            JdbcClient sql,
            AccessService access,
            SessionService sessions,
            AuditService audit,
            Transactions transactions,
            PasswordHashing passwords,
            SignInFailureService failures) {
        return new SignInService(new SignInStore(sql), access, sessions, audit, transactions, passwords, failures);
    }

    /** One for pages and programs together. */
    @Bean
    AddressLimit addressLimit() {
        return new AddressLimit();
    }

    @Bean
    PasswordAttempts passwordAttempts(
            SignInService accounts, SignInFailureService failures, AddressLimit addresses, AuditService audit) {
        return new PasswordAttempts(accounts, failures, addresses, audit);
    }

    @Bean
    ExternalIdentityService externalIdentityService(
            JdbcClient sql,
            SignInService accounts,
            AccessService access,
            InvitationService invitations,
            AuditService audit,
            Transactions transactions,
            Clock clock) {
        return new ExternalIdentityService(
                new ExternalIdentityStore(sql), accounts, access, invitations, audit, transactions, clock);
    }

    @Bean
    PasskeyService passkeyService(JdbcClient sql, AuditService audit, Transactions transactions, Clock clock) {
        return new PasskeyService(new PasskeyStore(sql), audit, transactions, clock);
    }

    @Bean
    OneTimeLinkService oneTimeLinkService(
            JdbcClient sql, SignInService accounts, Transactions transactions, Clock clock) {
        return new OneTimeLinkService(new OneTimeLinkStore(sql), accounts, transactions, clock);
    }

    @Bean
    InvitationService invitationService(
            JdbcClient sql,
            SignInService accounts,
            AccessService access,
            MembershipService memberships,
            AuditService audit,
            Transactions transactions,
            Clock clock) {
        return new InvitationService(
                new OneTimeLinkStore(sql), accounts, access, memberships, audit, transactions, clock);
    }
}
