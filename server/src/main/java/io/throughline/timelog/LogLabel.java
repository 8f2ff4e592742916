package io.throughline.timelog;

/** The kind of work that a log line was, such as coding or a meeting. */
public record LogLabel(long id, String name) {}
