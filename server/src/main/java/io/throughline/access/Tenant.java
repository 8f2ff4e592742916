package io.throughline.access;

/** A company on this server. Two tenants never see each other. {@code sample} marks the demo company. */
public record Tenant(long id, String key, String name, boolean sample) {}
