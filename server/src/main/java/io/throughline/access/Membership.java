package io.throughline.access;

import java.time.Instant;

/** Somebody's place in a workspace. */
public record Membership(long personId, String name, String email, Role role, Instant joinedAt) {}
