package io.throughline.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PipeWireTest {

    private static @Nullable String text(DevToolsWire.@Nullable Slice slice) {
        return slice == null
                ? null
                : new String(slice.bytes(), slice.offset(), slice.length(), StandardCharsets.US_ASCII);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void aMessageTooLongToKeepIsLeftOut() throws Exception {
        String part = "x".repeat(1_024 * 1_024);
        List<InputStream> said = new java.util.ArrayList<>(List.of(bytes("before\0")));
        said.addAll(
                Collections.nCopies(70, part).stream().map(PipeWireTest::bytes).toList());
        said.add(bytes("\0after\0last\0"));
        PipeWire wire =
                new PipeWire(new SequenceInputStream(Collections.enumeration(said)), OutputStream.nullOutputStream());
        assertThat(text(wire.next())).isEqualTo("before");
        assertThat(text(wire.next())).isEqualTo("after");
        assertThat(text(wire.next())).isEqualTo("last");
        assertThat(wire.next()).isNull();
    }
}
