package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every byte that clients sent to a server: the truth about which era of the protocol they spoke.
 *
 * @param text over HTTP with the headers
 */
record Sent(String text) {

    static final String LEGACY = "2025-11-25";
    static final String MODERN = "2026-07-28";

    private static final Pattern METHOD = Pattern.compile("\"method\":\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("(?im)^mcp-protocol-version:\\s*(\\S+)\\s*$"
            + "|\"(?:io\\.modelcontextprotocol/)?protocolVersion\":\"([^\"]+)\"");

    /** All of it was of one revision: its first words, and every header and claim after them. */
    void requireSpoken(String revision) {
        assertThat(found(VERSION)).containsExactly(revision);
        Set<String> methods = found(METHOD);
        assertThat(methods).contains("tools/call");
        assertThat(methods.contains("initialize")).as(methods.toString()).isEqualTo(revision.equals(LEGACY));
        assertThat(methods.contains("server/discover")).as(methods.toString()).isEqualTo(revision.equals(MODERN));
    }

    private Set<String> found(Pattern pattern) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    found.add(matcher.group(group));
                }
            }
        }
        return found;
    }
}
