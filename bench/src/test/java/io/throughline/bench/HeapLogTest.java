package io.throughline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapLogTest {

    @Test
    void thePeakIsWhatWasUsedBeforeACollectionOrAtTheEnd(@TempDir Path directory) throws IOException {
        Path log = directory.resolve("heap.log");
        Files.writeString(log, """
                [0.512s][info][gc] GC(0) Pause Young (Allocation Failure) 66M->9M(247M) 9.110ms
                [4.031s][info][gc] GC(1) Pause Full (Metadata GC Threshold) 119M->30M(433M) 42.200ms
                [9.000s][info][gc,heap,exit]  def new generation   total 78656K, used 20480K [0x1, 0x2, 0x3)
                [9.000s][info][gc,heap,exit]  tenured generation   total 174784K, used 30720K [0x1, 0x2, 0x3)
                """);
        assertThat(HeapLog.peak(log)).isEqualTo(119);
    }
}
