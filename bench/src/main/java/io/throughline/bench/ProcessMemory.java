package io.throughline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Resident memory of a process as Linux counts it.
 *
 * @param residentMib {@code VmRSS}, now
 * @param peakMib {@code VmHWM}, the most there ever was
 */
record ProcessMemory(long residentMib, long peakMib) {

    static final ProcessMemory UNKNOWN = new ProcessMemory(0, 0);

    /** @return {@link #UNKNOWN} if the process is over, or this is no Linux */
    static ProcessMemory of(long processId) {
        long resident = 0;
        long peak = 0;
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + processId + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    resident = mebibytes(line);
                } else if (line.startsWith("VmHWM:")) {
                    peak = mebibytes(line);
                }
            }
        } catch (IOException e) {
            return UNKNOWN;
        }
        return new ProcessMemory(resident, peak);
    }

    private static long mebibytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    }

    ProcessMemory max(ProcessMemory other) {
        return new ProcessMemory(Math.max(residentMib, other.residentMib), Math.max(peakMib, other.peakMib));
    }
}
