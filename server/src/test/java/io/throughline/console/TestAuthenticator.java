package io.throughline.console;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** An authenticator with one passkey (ES256, no attestation), as far as the two ceremonies of WebAuthn need it. */
final class TestAuthenticator {

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int HAS_CREDENTIAL = 0x40;

    private final String host;
    private final String origin;
    private final KeyPair keys;
    private final byte[] id = new byte[32];
    boolean verifiesUser = true;

    TestAuthenticator(String host, String origin) throws GeneralSecurityException {
        this.host = host;
        this.origin = origin;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        keys = generator.generateKeyPair();
        Arrays.fill(id, (byte) keys.hashCode());
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }

    private byte[] clientData(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] head(int flags) throws GeneralSecurityException {
        return ByteBuffer.allocate(37)
                .put(sha256(host.getBytes(StandardCharsets.UTF_8)))
                .put((byte) (flags | USER_PRESENT | (verifiesUser ? USER_VERIFIED : 0)))
                .putInt(0)
                .array();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    /** What the browser sends to register the passkey. */
    String registration(String challenge, String label) throws GeneralSecurityException {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        var data = new ByteArrayOutputStream();
        data.writeBytes(head(HAS_CREDENTIAL));
        data.writeBytes(new byte[16]);
        data.writeBytes(new byte[] {0, (byte) id.length});
        data.writeBytes(id);
        // A COSE key in CBOR: {1: 2, 3: -7, -1: 1, -2: x, -3: y}
        data.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20});
        data.writeBytes(coordinate(key.getW().getAffineX()));
        data.writeBytes(new byte[] {0x22, 0x58, 0x20});
        data.writeBytes(coordinate(key.getW().getAffineY()));
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xa3);
        attestation.writeBytes(cbor("fmt"));
        attestation.writeBytes(cbor("none"));
        attestation.writeBytes(cbor("attStmt"));
        attestation.write(0xa0);
        attestation.writeBytes(cbor("authData"));
        attestation.writeBytes(new byte[] {0x58, (byte) data.size()});
        attestation.writeBytes(data.toByteArray());
        return """
                {"publicKey": {"credential": {"id": "%1$s", "rawId": "%1$s", "type": "public-key",
                 "clientExtensionResults": {}, "authenticatorAttachment": "platform",
                 "response": {"attestationObject": "%2$s", "clientDataJSON": "%3$s", "transports": ["internal"]}},
                 "label": "%4$s"}}
                """.formatted(
                text(id), text(attestation.toByteArray()), text(clientData("webauthn.create", challenge)), label);
    }

    private static byte[] cbor(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(bytes.length + 1)
                .put((byte) (0x60 | bytes.length))
                .put(bytes)
                .array();
    }

    /** What the browser sends to sign in. */
    String assertion(String challenge, String userHandle) throws GeneralSecurityException {
        byte[] data = head(0);
        byte[] client = clientData("webauthn.get", challenge);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(data);
        signature.update(sha256(client));
        return """
                {"id": "%1$s", "rawId": "%1$s", "type": "public-key", "clientExtensionResults": {},
                 "authenticatorAttachment": "platform",
                 "response": {"authenticatorData": "%2$s", "clientDataJSON": "%3$s", "signature": "%4$s",
                              "userHandle": "%5$s"}}
                """.formatted(text(id), text(data), text(client), text(signature.sign()), userHandle);
    }
}
