package io.throughline.workspace;

import io.throughline.database.PublicId;

/** People who deliver together; their velocity is measured together. */
public record Team(long id, String name) {

    public String publicId() {
        return PublicId.TEAM.of(id);
    }
}
