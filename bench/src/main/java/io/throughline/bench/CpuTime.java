package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processor time as Linux counts it, in hundredths of a second. */
final class CpuTime {

    private static final double TICKS_PER_SECOND = 100;

    private CpuTime() {}

    /** Seconds that a process has used on all its threads. */
    static double ofProcess(long processId) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + processId + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND; // user and system
    }

    /** Seconds in which the cores of the machine were busy, for whomever. */
    static double ofMachine() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        long busy = 0;
        for (int field = 1; field < fields.length && field <= 8; field++) {
            if (field != 4 && field != 5) { // idle, waiting for a disk
                busy += Long.parseLong(fields[field]);
            }
        }
        return busy / TICKS_PER_SECOND;
    }
}
