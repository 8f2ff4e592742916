package io.throughline.demo;

import io.throughline.access.Role;
import java.time.ZoneId;

/** Somebody who can sign in; members of teams are among them, with the same email. */
public record SamplePerson(String name, String email, ZoneId zone, Role role) {}
