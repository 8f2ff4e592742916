package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process under test, with every byte it wrote. Closing it ends it at once. */
final class RunningProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Gathered out;
    private final Gathered err;

    private RunningProgram(Process process) {
        this.process = process;
        this.out = Gathered.from(process.getInputStream());
        this.err = Gathered.from(process.getErrorStream());
    }

    static RunningProgram start(List<String> command, Map<String, String> environment, Path directory) {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new RunningProgram(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) {
        try {
            OutputStream in = process.getOutputStream();
            in.write(bytes);
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The process takes no input. It said: " + err(), e);
        }
    }

    void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The process has ended by itself; what it wrote tells.
        }
    }

    /** Asks the process to end, as an operating system does. */
    void terminate() {
        process.toHandle().destroy(); // the process itself would close the pipes as well
    }

    /** Ends the process with no chance to tidy up. */
    void kill() {
        process.destroyForcibly();
    }

    long pid() {
        return process.pid();
    }

    boolean runs() {
        return process.isAlive();
    }

    int awaitExit(Duration patience) {
        try {
            assertThat(process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ended within %s; it said: %s%s", patience, out(), err())
                    .isTrue();
            out.awaitEnd();
            err.awaitEnd();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until what was written to standard output fits, and gives it. */
    String awaitOut(Predicate<String> fits) {
        return out.await(fits, PATIENCE, this::err);
    }

    String awaitErr(Predicate<String> fits) {
        return err.await(fits, PATIENCE, this::out);
    }

    byte[] outBytes() {
        return out.bytes();
    }

    String out() {
        return out.text();
    }

    String err() {
        return err.text();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that came through one pipe. */
    private static final class Gathered {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean ended;

        static Gathered from(InputStream pipe) {
            var gathered = new Gathered();
            Thread.ofVirtual().start(() -> gathered.gather(pipe));
            return gathered;
        }

        private void gather(InputStream pipe) {
            byte[] buffer = new byte[65_536];
            try {
                for (int read = pipe.read(buffer); read >= 0; read = pipe.read(buffer)) {
                    synchronized (this) {
                        bytes.write(buffer, 0, read);
                        notifyAll();
                    }
                }
            } catch (IOException e) {
                // The process was killed and its pipe with it.
            }
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }

        synchronized byte[] bytes() {
            return bytes.toByteArray();
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        synchronized void awaitEnd() throws InterruptedException {
            while (!ended) {
                wait();
            }
        }

        synchronized String await(
                Predicate<String> fits, Duration patience, java.util.function.Supplier<String> otherPipe) {
            long deadline = System.nanoTime() + patience.toNanos();
            try {
                while (!fits.test(text())) {
                    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                    if (ended || left <= 0) {
                        throw new AssertionError((ended ? "The process ended" : "Waited " + patience)
                                + " and got only: " + text() + "\nIts other output: " + otherPipe.get());
                    }
                    wait(left);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return text();
        }
    }
}
