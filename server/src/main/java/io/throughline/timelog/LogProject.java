package io.throughline.timelog;

/**
 * What people log time on.
 *
 * @param id as the ERP knows the subteam and as tools take it; not the id of a project within a week
 * @param team complete name, such as {@code Atlas / Mobile}
 * @param subteam short name, such as {@code Mobile}; empty if the ERP did not say
 */
public record LogProject(long id, String team, String subteam) {

    /** The complete name, or the short one where that is missing. */
    public String name() {
        return team.isBlank() ? subteam : team;
    }
}
