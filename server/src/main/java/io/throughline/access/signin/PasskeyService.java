package io.throughline.access.signin;

import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import io.throughline.database.Transactions;
import io.throughline.problem.CallerMistakeException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;

/** The passkeys of people, for themselves and for the ceremonies of Spring Security. Safe for concurrent use. */
public final class PasskeyService implements UserCredentialRepository {

    /** Most passkeys of one person. */
    public static final int MAX_PASSKEYS = 20;

    private final PasskeyStore store;
    private final AuditService audit;
    private final Transactions transactions;
    private final Clock clock;

    PasskeyService(PasskeyStore store, AuditService audit, Transactions transactions, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A person's passkeys, the oldest first. */
    public List<Passkey> ofPerson(Person person) {
        return transactions.read(() -> store.ofPerson(person.id()).stream()
                .map(row -> new Passkey(row.credentialId(), row.name(), row.createdAt(), row.lastUsedAt()))
                .toList());
    }

    /** @throws CallerMistakeException if the person has no such passkey */
    public void remove(Person person, String credentialId, String fromAddress) {
        remove(person.id(), credentialId, fromAddress);
    }

    private void remove(long personId, String credentialId, @Nullable String fromAddress) {
        transactions.write(() -> {
            String name = store.find(credentialId).map(PasskeyStore.Row::name).orElse("");
            if (!store.delete(personId, credentialId)) {
                throw new CallerMistakeException("You have no such passkey any more. Load the page again.");
            }
            audit.recordForPerson(
                    personId,
                    BrowserSignIn.CLIENT,
                    fromAddress,
                    new AuditEntry("passkey.remove", AuditEntry.DONE, name));
        });
    }

    @Override
    public void save(CredentialRecord record) {
        String id = record.getCredentialId().toBase64UrlString();
        transactions.write(() -> {
            if (store.find(id).isPresent()) {
                store.markUsed(id, record.getSignatureCount(), record.isBackupState(), clock.instant());
            } else {
                add(record);
            }
        });
    }

    private void add(CredentialRecord record) {
        String handle = record.getUserEntityUserId().toBase64UrlString();
        PasskeyStore.Holder holder = store.holderByHandle(handle).orElseThrow();
        if (store.ofHandle(handle).size() >= MAX_PASSKEYS) {
            throw new CallerMistakeException("You have " + MAX_PASSKEYS + " passkeys. Remove one first.");
        }
        String typed = record.getLabel() == null || record.getLabel().isBlank() ? "Passkey" : record.getLabel();
        String name = AccessService.checkedName(typed, "The name of the passkey");
        store.insert(new PasskeyStore.Row(
                record.getCredentialId().toBase64UrlString(),
                handle,
                name,
                new Bytes(record.getPublicKey().getBytes()),
                record.getSignatureCount(),
                record.isUvInitialized(),
                record.isBackupEligible(),
                record.isBackupState(),
                record.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .collect(Collectors.joining(",")),
                sent(record.getAttestationObject()),
                sent(record.getAttestationClientDataJSON()),
                clock.instant(),
                clock.instant()));
        audit.recordForPerson(
                holder.personId(), BrowserSignIn.CLIENT, null, new AuditEntry("passkey.add", AuditEntry.DONE, name));
    }

    private static Bytes sent(@Nullable Bytes content) {
        return Objects.requireNonNull(content, "An authenticator sends what it attests.");
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return transactions
                .read(() -> store.find(credentialId.toBase64UrlString()))
                .map(PasskeyService::record)
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return transactions.read(() -> store.ofHandle(userId.toBase64UrlString()).stream()
                .map(PasskeyService::record)
                .toList());
    }

    /** As the library does it, after it has made sure whose passkey it is. */
    @Override
    public void delete(Bytes credentialId) {
        String id = credentialId.toBase64UrlString();
        transactions.write(() -> store.find(id)
                .flatMap(row -> store.holderByHandle(row.handle()))
                .ifPresent(holder -> remove(holder.personId(), id, null)));
    }

    Optional<PasskeyStore.Holder> holderByHandle(String handle) {
        return transactions.read(() -> store.holderByHandle(handle));
    }

    /** The person of an address, who has a handle from now on. */
    Optional<PasskeyStore.Holder> holderWithHandle(String email) {
        Optional<PasskeyStore.Holder> known = transactions.read(() -> store.holderByEmail(email));
        if (known.isEmpty() || known.get().handle() != null) {
            return known;
        }
        return transactions.write(() -> {
            store.giveHandle(email, Bytes.random().toBase64UrlString());
            return store.holderByEmail(email);
        });
    }

    private static CredentialRecord record(PasskeyStore.Row row) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.credentialId()))
                .userEntityUserId(Bytes.fromBase64(row.handle()))
                .publicKey(new ImmutablePublicKeyCose(row.publicKey().getBytes()))
                .signatureCount(row.signatureCount())
                .uvInitialized(row.userVerified())
                .backupEligible(row.backupEligible())
                .backupState(row.backedUp())
                .transports(Stream.of(row.transports().split(","))
                        .filter(transport -> !transport.isEmpty())
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet()))
                .attestationObject(row.attestationObject())
                .attestationClientDataJSON(row.clientData())
                .created(row.createdAt())
                .lastUsed(row.lastUsedAt())
                .label(row.name())
                .build();
    }
}
