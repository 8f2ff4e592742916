package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.RpcMessages;
import io.throughline.mcp.wire.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are large by repetition. Four lines make one: how it begins, what is repeated, how it ends, and how often; a
 * hash sign in what is repeated stands for the number of the repetition.
 */
class JsonLimitsFuzzTest {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Of this thread alone, so that a busy machine is not taken for a slow reader; more while Jazzer watches each branch. */
    private static final Duration ENOUGH = Duration.ofSeconds(Integer.getInteger("fuzz.patience.seconds", 2));

    private static final long MAX_ALLOCATED_BYTES = 256L * 1024 * 1024;

    @FuzzTest
    void everyDocumentIsReadWithinItsLimits(byte[] data) {
        byte[] document = document(data);
        Reading reading = read(document);
        if (!reading.cheap()) {
            reading = read(document); // the first one in a process pays for loading the classes
        }
        assertThat(reading.cheap()).as("%s", reading).isTrue();
        if (reading.verdict() instanceof Verdict.Refused refused) {
            Promises.clean(
                    RpcMessages.bytes(RpcMessages.error(refused.id(), refused.error())),
                    new String(document, StandardCharsets.UTF_8));
        }
    }

    private record Reading(Verdict verdict, Duration took, long allocatedBytes) {

        boolean cheap() {
            return took.compareTo(ENOUGH) < 0 && allocatedBytes < MAX_ALLOCATED_BYTES;
        }

        @Override
        public String toString() {
            return took + " and " + allocatedBytes + " bytes";
        }
    }

    private static Reading read(byte[] document) {
        long startedAt = THREADS.getCurrentThreadCpuTime();
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        Verdict verdict = FuzzedServer.CLASSIFIER.classifyLine(document);
        return new Reading(
                verdict,
                Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - startedAt),
                THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore);
    }

    private static byte[] document(byte[] data) {
        String[] lines = Arrays.copyOf(new String(data, StandardCharsets.ISO_8859_1).split("\n", 4), 4);
        String unit = text(lines[1]);
        var document = new StringBuilder(text(lines[0]));
        int fitting = unit.isEmpty() ? 0 : Math.min(times(text(lines[3])), MessageReader.MAX_BYTES / unit.length() + 1);
        if (unit.contains("#")) {
            for (int time = 0; time < fitting; time++) {
                document.append(unit.replace("#", Integer.toString(time)));
            }
        } else {
            document.append(unit.repeat(fitting));
        }
        byte[] whole = document.append(text(lines[2])).toString().getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(whole, Math.min(whole.length, MessageReader.MAX_BYTES + 1));
    }

    private static String text(@Nullable String line) {
        return line == null ? "" : line;
    }

    private static int times(String text) {
        int times = 0; // any character counts as some digit, so that none is in vain
        for (int at = 0; at < text.length() && times < MessageReader.MAX_BYTES; at++) {
            times = times * 10 + text.charAt(at) % '0' % 10;
        }
        return Math.clamp(times, 0, MessageReader.MAX_BYTES);
    }
}
