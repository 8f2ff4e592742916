package io.throughline.access.oauth.server;

import io.throughline.access.Scope;
import io.throughline.access.oauth.clients.ClientDocument;
import io.throughline.access.oauth.clients.DocumentOutcome;
import io.throughline.access.oauth.clients.MetadataDocuments;
import io.throughline.database.Transactions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
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

    private final MetadataDocuments documents;

    Programs(ProgramStore store, MetadataDocuments documents, Transactions transactions, Clock clock) {
        this.store = store;
        this.documents = documents;
        this.transactions = transactions;
        this.clock = clock;
    }

    public Optional<Program> find(String clientId) {
        return transactions.read(() -> store.find(clientId));
    }

    /**
     * Looks a program up that introduces itself by a document, which may have changed since; others are known already.
     *
     * @param requester the network address of who brought the program here
     * @throws OAuth2AuthorizationCodeRequestAuthenticationException if its document is not to be had or not good
     */
    void meet(String clientId, InetAddress requester) {
        if (!MetadataDocuments.isAddress(clientId)) {
            return;
        }
        switch (documents.find(clientId, requester)) {
            case DocumentOutcome.Fetched fetched -> keep(fetched.document());
            case DocumentOutcome.Refused refused -> throw unknown(refused.reason());
            case DocumentOutcome.Limited limited -> throw unknown(limited.reason());
        }
    }

    private void keep(ClientDocument document) {
        var program = new Program(
                document.clientId(),
                true,
                document.name(),
                document.redirectUris().stream().sorted().toList());
        if (!find(program.clientId()).equals(Optional.of(program))) {
            transactions.write(() -> store.save(program, clock.instant()));
        }
    }

    private static OAuth2AuthorizationCodeRequestAuthenticationException unknown(String why) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_CLIENT, why, null), null);
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
