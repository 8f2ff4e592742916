package io.throughline.workspace;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who does work in a workspace, whether they sign in or not.
 *
 * @param weeklyCapacityMinutes minutes of work in a full week, null where nobody said
 * @param skills name to level, 1 (learning) to 5 (expert)
 */
public record Member(
        long id,
        String name,
        @Nullable String email,
        @Nullable Long teamId,
        @Nullable Integer weeklyCapacityMinutes,
        Map<String, Integer> skills) {

    public Member {
        skills = Map.copyOf(skills);
    }
}
