package io.throughline.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.sun.management.ThreadMXBean;
import io.throughline.mcp.wire.MessageReader;
import io.throughline.mcp.wire.RpcMessages;
import io.throughline.mcp.wire.Verdict;
import java.io.ByteArrayOutputStream;
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
    /** Of this thread alone, so that a busy machine is not taken for a slow reader. */
    private static final Duration ENOUGH = Duration.ofSeconds(2);

    private static final long MAX_ALLOCATED_BYTES = 512L * 1024 * 1024;

    @FuzzTest
    void everyDocumentIsReadWithinItsLimits(byte[] data) {
        byte[] document = document(data);
        long startedAt = THREADS.getCurrentThreadCpuTime();
        long allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();

        Verdict verdict = FuzzedServer.CLASSIFIER.classifyLine(document);

        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - startedAt))
                .isLessThan(ENOUGH);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore).isLessThan(MAX_ALLOCATED_BYTES);
        if (verdict instanceof Verdict.Refused refused) {
            Promises.clean(
                    RpcMessages.bytes(RpcMessages.error(refused.id(), refused.error())),
                    new String(document, StandardCharsets.UTF_8));
        }
    }

    private static byte[] document(byte[] data) {
        String[] lines = Arrays.copyOf(new String(data, StandardCharsets.ISO_8859_1).split("\n", 4), 4);
        var document = new ByteArrayOutputStream();
        write(document, lines[0]);
        String unit = lines[1] == null ? "" : lines[1];
        int times = unit.isEmpty() ? 0 : times(lines[3]);
        int numbers = unit.indexOf('#');
        for (int time = 0; time < times && document.size() <= MessageReader.MAX_BYTES; time++) {
            write(document, numbers < 0 ? unit : unit.replace("#", Integer.toString(time)));
        }
        write(document, lines[2]);
        return Arrays.copyOf(document.toByteArray(), Math.min(document.size(), MessageReader.MAX_BYTES + 1));
    }

    private static void write(ByteArrayOutputStream document, @Nullable String text) {
        if (text != null) {
            document.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static int times(@Nullable String text) {
        int times = 0; // any character counts as some digit, so that none is in vain
        for (int at = 0; text != null && at < text.length() && times < MessageReader.MAX_BYTES; at++) {
            times = times * 10 + text.charAt(at) % '0' % 10;
        }
        return Math.clamp(times, 0, MessageReader.MAX_BYTES);
    }
}
