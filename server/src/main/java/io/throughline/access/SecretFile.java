package io.throughline.access;

import io.throughline.problem.StartProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of a server that was given none, kept in its data directory where only its own user can read it. */
final class SecretFile {

    private static final String NAME = "secret-key";
    private static final int BYTES = 33;

    private SecretFile() {}

    /** The secret, made at the first call. Two processes that start at the same time agree on one. */
    static String in(Path directory) {
        Path file = directory.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                make(directory, file);
            }
            String secret = Files.readString(file).strip();
            if (secret.length() < 32) {
                throw new StartProblemException(
                        "The file " + file + " must hold a secret of at least 32 characters. Delete it"
                                + " to have a new one made; what was sealed with the old one is lost then.");
            }
            return secret;
        } catch (IOException e) {
            throw new StartProblemException("The secret in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void make(Path directory, Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path whole = posix
                ? Files.createTempFile(
                        directory,
                        NAME,
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : Files.createTempFile(directory, NAME, ".new");
        try {
            Files.writeString(whole, Base64.getUrlEncoder().encodeToString(random) + "\n");
            Files.createLink(file, whole); // whole or not at all, and never over another's
        } catch (FileAlreadyExistsException e) {
            return; // another process was faster; its secret is as good
        } finally {
            Files.delete(whole);
        }
    }
}
