package io.throughline.backlog.imports.formats;

import java.nio.charset.StandardCharsets;

/**
 * Remembers in which line an id stood first, in twelve bytes per id: it keeps 64 bits of a hash instead of the id, which
 * mistakes one id for another once in some million files of a million rows.
 */
final class FirstLines {

    private static final int FREE = 0;

    private long[] hashes = new long[1 << 10];
    private int[] lines = new int[1 << 10];
    private int size;

    /** @return the line in which the id stood before, or 0 if this is the first time */
    long putIfAbsent(String id, long line) {
        if (size * 2 > hashes.length) {
            grow();
        }
        long hash = hash(id);
        int slot = slotOf(hash);
        if (lines[slot] != FREE) {
            return lines[slot];
        }
        hashes[slot] = hash;
        lines[slot] = Math.clamp(line, 1, Integer.MAX_VALUE);
        size++;
        return FREE;
    }

    private int slotOf(long hash) {
        int slot = (int) (hash ^ (hash >>> 32)) & (hashes.length - 1);
        while (lines[slot] != FREE && hashes[slot] != hash) {
            slot = (slot + 1) & (hashes.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] oldHashes = hashes;
        int[] oldLines = lines;
        hashes = new long[oldHashes.length * 2];
        lines = new int[oldLines.length * 2];
        for (int i = 0; i < oldLines.length; i++) {
            if (oldLines[i] != FREE) {
                int slot = slotOf(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    /** FNV-1a, with the finish of MurmurHash3 so that all bits count. */
    private static long hash(String id) {
        long hash = 0xcbf29ce484222325L;
        for (byte part : id.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ part) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
