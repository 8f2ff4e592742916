package io.throughline.cli;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.problem.CallerMistakeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The files of an import. Standard input is kept in a temporary file, because a reader may need to go through it twice. */
final class OpenedFiles implements AutoCloseable {

    private static final int HEAD_BYTES = 64 * 1024;

    private @Nullable Path standardInput;

    Path path(String name) throws IOException {
        if (name.equals("-")) {
            if (standardInput == null) {
                standardInput = Files.createTempFile("throughline-import", ".tmp");
                try (var out = Files.newOutputStream(standardInput)) {
                    System.in.transferTo(out);
                }
            }
            return standardInput;
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            throw new CallerMistakeException(name + " is a folder. Name the files in it: " + name + "/*.csv");
        }
        if (!Files.isReadable(path)) {
            throw new CallerMistakeException("There is no readable file " + name + ".");
        }
        return path;
    }

    BacklogFile.Opener opener(Path path) {
        return () -> Files.newInputStream(path);
    }

    /** The whole of a small file. */
    static byte[] read(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new CallerMistakeException("There is no readable file " + path + ".");
        }
        return Files.readAllBytes(path);
    }

    static byte[] head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(HEAD_BYTES);
        }
    }

    @Override
    public void close() throws IOException {
        if (standardInput != null) {
            Files.deleteIfExists(standardInput);
        }
    }
}
