package io.throughline.access.oauth.server;

import io.throughline.access.Scope;
import io.throughline.database.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** The programs that may ask people for access, as the authorization server wants them. Safe for concurrent use. */
public final class Programs implements RegisteredClientRepository {

    /** How long a registration may wait for its first consent. */
    private static final Duration UNUSED_LIFE = Duration.ofDays(1);

    /** Beyond this, somebody registers programs for another reason than to use them. */
    private static final int MAX_UNUSED = 5_000;

    private final ProgramStore store;
    private final Transactions transactions;
    private final Clock clock;

    Programs(ProgramStore store, Transactions transactions, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Optional<Program> find(String clientId) {
        return transactions.read(() -> store.find(clientId));
    }

    @Override
    public void save(RegisteredClient client) {
        var program = new Program(
                client.getClientId(),
                false,
                client.getClientName(),
                client.getRedirectUris().stream().sorted().toList());
        transactions.write(() -> {
            store.deleteUnused(clock.instant().minus(UNUSED_LIFE));
            if (store.countUnused() >= MAX_UNUSED) {
                throw new OAuth2AuthenticationException(new OAuth2Error(
                        "temporarily_unavailable",
                        "Too many programs registered and were never used. Try again tomorrow.",
                        null));
            }
            store.save(program, clock.instant());
        });
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return find(clientId).map(Programs::registered).orElse(null);
    }

    private static RegisteredClient registered(Program program) {
        return RegisteredClient.withId(program.clientId())
                .clientId(program.clientId())
                .clientName(program.name())
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                .redirectUris(uris -> uris.addAll(program.redirectUris()))
                .scopes(scopes -> Scope.all().forEach(scope -> scopes.add(scope.wireName())))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(true)
                        .build())
                .build();
    }
}
