package io.throughline.workspace.teams;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes a {@link TeamFile} as YAML. */
final class TeamFileText {

    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);
    /** So many places bring every whole minute back. */
    private static final int HOUR_PLACES = 4;

    private static final String HEAD = """
            # Teams of a workspace: who does the work, what they can, how much, and when not.
            # Edit it and bring it back in the console (Teams > File); you see the differences before anything changes.
            # Levels of skills: 1 (learning) to 5 (expert). Days: year-month-day.
            """;

    private TeamFileText() {}

    static String of(TeamFile file) {
        Map<String, Object> root = new LinkedHashMap<>();
        if (file.workspace() != null) {
            root.put("workspace", file.workspace());
        }
        root.put("teams", file.teams());
        root.put("members", file.members().stream().map(TeamFileText::member).toList());
        root.put("daysOff", days(file.daysOff()));
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(10_000); // a name is never broken into lines
        options.setSplitLines(false);
        return HEAD + new Yaml(options).dump(root);
    }

    private static Map<String, Object> member(TeamFile.Entry member) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", member.name());
        if (member.email() != null) {
            entry.put("email", member.email());
        }
        if (member.team() != null) {
            entry.put("team", member.team());
        }
        if (member.weeklyCapacityMinutes() != null) {
            entry.put("weeklyCapacityHours", hours(member.weeklyCapacityMinutes()));
        }
        if (!member.skills().isEmpty()) {
            entry.put("skills", member.skills());
        }
        if (!member.daysOff().isEmpty()) {
            entry.put("daysOff", days(member.daysOff()));
        }
        return entry;
    }

    private static Object hours(int minutes) {
        BigDecimal hours = BigDecimal.valueOf(minutes).divide(MINUTES_PER_HOUR, HOUR_PLACES, RoundingMode.HALF_UP);
        boolean whole = hours.stripTrailingZeros().scale() <= 0;
        if (whole) {
            return hours.intValueExact(); // by itself: beside a double it would become one
        }
        return hours.doubleValue();
    }

    private static List<Map<String, Object>> days(List<TeamFile.Day> days) {
        return days.stream()
                .map(day -> {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("day", day.day().toString());
                    entry.put("reason", day.reason());
                    return entry;
                })
                .toList();
    }
}
