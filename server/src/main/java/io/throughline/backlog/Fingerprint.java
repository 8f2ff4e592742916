package io.throughline.backlog;

import io.throughline.workspace.Workspace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A number that two queries share only if they ask for the same items in the same order. */
final class Fingerprint {

    private Fingerprint() {}

    static long of(Workspace workspace, ItemFilter filter, ItemSort sort) {
        return of(workspace.id() + "|" + filter + "|" + sort.wireName());
    }

    private static long of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
