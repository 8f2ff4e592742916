package io.throughline.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals what must leave the server and come back unread and unchanged (AES-256-GCM). Knows the newest secret, which seals, and
 * older ones, which only open, so that a secret can be exchanged while sealed things are on their way. Safe for concurrent use.
 */
public final class Sealer {

    private static final byte FORMAT = 1;
    private static final int KEY_ID_BYTES = 4;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
    private static final int HEAD_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;

    private final List<Key> keys = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();

    private record Key(SecretKey secret, int id) {}

    /** @param secrets newest first, each with at least 32 characters that nobody can guess */
    public Sealer(List<String> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("There is no secret to seal with.");
        }
        secrets.forEach(secret -> keys.add(key(secret)));
    }

    private static Key key(String secret) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                    .thenExpand("throughline seal 1".getBytes(StandardCharsets.UTF_8), 32);
            SecretKey derived = KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(derived.getEncoded());
            return new Key(derived, ByteBuffer.wrap(hash).getInt());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks HKDF or SHA-256.", e);
        }
    }

    /**
     * Seals for one purpose; what was sealed for another does not open.
     *
     * @return text of letters, digits, {@code -} and {@code _}
     */
    public String seal(String purpose, byte[] content) {
        Key key = keys.getFirst();
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, purpose).doFinal(content);
            byte[] whole = ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                    .put(FORMAT)
                    .putInt(key.id())
                    .put(nonce)
                    .put(sealed)
                    .array();
            return TEXT.encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java lacks AES-GCM.", e);
        }
    }

    /** Empty if it was not sealed by one of our secrets for this purpose, or was changed. */
    public Optional<byte[]> open(String purpose, String sealed) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!TEXT.encodeToString(whole).equals(sealed)) {
            return Optional
                    .empty(); // Java's decoder forgives padding and odd bits at the end, so other texts are the same
            // bytes
        }
        if (whole.length < HEAD_BYTES + TAG_BITS / 8 || whole[0] != FORMAT) {
            return Optional.empty();
        }
        int keyId = ByteBuffer.wrap(whole, 1, KEY_ID_BYTES).getInt();
        byte[] nonce = Arrays.copyOfRange(whole, 1 + KEY_ID_BYTES, HEAD_BYTES);
        for (Key key : keys) {
            if (key.id() == keyId) {
                try {
                    return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, purpose)
                            .doFinal(whole, HEAD_BYTES, whole.length - HEAD_BYTES));
                } catch (GeneralSecurityException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
