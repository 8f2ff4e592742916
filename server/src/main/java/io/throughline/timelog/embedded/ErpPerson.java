package io.throughline.timelog.embedded;

import java.util.List;

/** Somebody who works in the tenant, with what they are or were assigned to, by project and first day. */
public record ErpPerson(long id, String name, String email, List<ErpAssignment> assignments) {

    public ErpPerson {
        assignments = List.copyOf(assignments);
    }
}
