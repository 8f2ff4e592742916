package io.throughline.access;

import java.time.ZoneId;

/** Somebody who signs in; known on the whole server, with memberships in the workspaces of one or more tenants. */
public record Person(long id, String email, String name, ZoneId zone) {}
