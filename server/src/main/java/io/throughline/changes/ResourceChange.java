package io.throughline.changes;

/** A resource of a tenant that is no longer as clients may have kept it. */
public record ResourceChange(long tenantId, String uri) {}
