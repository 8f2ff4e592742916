package io.throughline.access.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;

/** People as authenticators know them. They are made and removed elsewhere. */
record PasskeyHolders(PasskeyService passkeys) implements PublicKeyCredentialUserEntityRepository {

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return passkeys.holderByHandle(id.toBase64UrlString())
                .map(PasskeyHolders::entity)
                .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return passkeys.holderWithHandle(username).map(PasskeyHolders::entity).orElse(null);
    }

    private static PublicKeyCredentialUserEntity entity(PasskeyStore.Holder holder) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Bytes.fromBase64(String.valueOf(holder.handle())))
                .name(holder.email())
                .displayName(holder.name())
                .build();
    }

    @Override
    public void save(PublicKeyCredentialUserEntity userEntity) {}

    @Override
    public void delete(Bytes id) {}
}
