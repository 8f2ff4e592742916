package io.throughline.workspace.teams;

import io.throughline.workspace.Member;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a member, as a form or a file says it.
 *
 * @param weeklyCapacityMinutes minutes of work in a full week, null where nobody said
 * @param skills name to level, 1 (learning) to 5 (expert)
 */
public record MemberDetails(
        String name,
        @Nullable String email,
        @Nullable Long teamId,
        @Nullable Integer weeklyCapacityMinutes,
        Map<String, Integer> skills) {

    public MemberDetails {
        skills = new TreeMap<>(skills);
    }

    public static MemberDetails of(Member member) {
        return new MemberDetails(
                member.name(), member.email(), member.teamId(), member.weeklyCapacityMinutes(), member.skills());
    }

    /** A short text that differs when anything of the member does: a form bears it, to notice that another was faster. */
    public String version() {
        return Integer.toHexString(
                java.util.Objects.hash(name, email, teamId, weeklyCapacityMinutes, skills.toString()));
    }
}
