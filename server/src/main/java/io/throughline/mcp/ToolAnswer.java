package io.throughline.mcp;

/**
 * What a tool answers.
 *
 * @param structured for programs
 * @param text for the model and for people; complete, since many clients show nothing else
 */
public record ToolAnswer<R extends Record>(R structured, String text) {}
