package io.throughline.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that was started for a benchmark and has said that it is ready. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready at (http://[^ ]+)");
    private static final Pattern KEY = Pattern.compile("pm33_live_[A-Za-z0-9_-]+");

    private final Process process;
    private final URI address;
    private final String key;
    private final double secondsToReady;

    private ServerProcess(Process process, URI address, String key, double secondsToReady) {
        this.process = process;
        this.address = address;
        this.key = key;
        this.secondsToReady = secondsToReady;
    }

    static ServerProcess start(List<String> command, Map<String, String> environment, Path log) throws IOException {
        var builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(environment);
        long startedAt = System.nanoTime();
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String key = "";
        for (@Nullable String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                double seconds = (System.nanoTime() - startedAt) / 1e9;
                return new ServerProcess(process, URI.create(ready.group(1)), key, seconds);
            }
            Matcher keyInLine = KEY.matcher(line);
            if (keyInLine.find()) {
                key = keyInLine.group();
            }
        }
        throw new IOException("The server stopped before it was ready; see " + log);
    }

    URI address() {
        return address;
    }

    /** The API key that it printed, empty if none. */
    String key() {
        return key;
    }

    double secondsToReady() {
        return secondsToReady;
    }

    long processId() {
        return process.pid();
    }

    ProcessMemory memory() {
        return ProcessMemory.of(process.pid());
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
