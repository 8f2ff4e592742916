package io.throughline.mcp.legacy;

import java.util.List;

/** The revisions of the protocol that open a session, as dates, which sort as text. */
public final class ProtocolVersions {

    public static final String V2024_11_05 = "2024-11-05";
    /** The only one with batches. */
    public static final String V2025_03_26 = "2025-03-26";

    public static final String V2025_06_18 = "2025-06-18";
    public static final String V2025_11_25 = "2025-11-25";

    /** Oldest first; the last is offered to a client that asks for one we do not have. */
    public static final List<String> ALL = List.of(V2024_11_05, V2025_03_26, V2025_06_18, V2025_11_25);

    private ProtocolVersions() {}

    static boolean atLeast(String version, String least) {
        return version.compareTo(least) >= 0;
    }

    /** Whether a client of this version lets go of a connection and comes back for the answer. */
    public static boolean polls(String version) {
        return atLeast(version, V2025_11_25);
    }
}
