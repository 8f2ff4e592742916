package io.throughline.backlog.imports.formats;

import java.util.ArrayList;
import java.util.List;

/** The sprints that a row names, oldest first. */
final class SprintNames {

    private static final String JIRA_SERVER = "com.atlassian.greenhopper.service.sprint.Sprint@";

    private SprintNames() {}

    static List<String> of(Cells cells) {
        if (cells.all(Field.SPRINT).isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (Cells.Cell cell : cells.all(Field.SPRINT)) {
            String value = cell.value();
            if (value.startsWith(JIRA_SERVER)) {
                addIfNew(names, attribute(value, "name"));
                continue;
            }
            for (String name : value.split(";")) {
                if (!AbsentValues.contains(name)) {
                    addIfNew(names, name.strip());
                }
            }
        }
        return names;
    }

    static boolean isJiraServerText(String value) {
        return value.startsWith(JIRA_SERVER);
    }

    /** @return the value of {@code name=} in {@code Sprint@1[id=2,name=Sprint 1,startDate=…]}, empty if it has none */
    static String attribute(String sprint, String attribute) {
        int start = Math.max(sprint.indexOf("[" + attribute + "="), sprint.indexOf("," + attribute + "="));
        if (start < 0) {
            return "";
        }
        int from = start + attribute.length() + 2;
        int end = from;
        while (end < sprint.length() && !endsAttribute(sprint, end)) {
            end++;
        }
        String value = sprint.substring(from, end).strip();
        return value.equals("<null>") ? "" : value;
    }

    /** A comma belongs to a name unless a word and an equals sign follow it. */
    private static boolean endsAttribute(String sprint, int at) {
        if (sprint.charAt(at) == ']' && at == sprint.length() - 1) {
            return true;
        }
        if (sprint.charAt(at) != ',') {
            return false;
        }
        int next = at + 1;
        while (next < sprint.length() && Character.isLetter(sprint.charAt(next))) {
            next++;
        }
        return next > at + 1 && next < sprint.length() && sprint.charAt(next) == '=';
    }

    private static void addIfNew(List<String> names, String name) {
        if (!name.isEmpty() && !names.contains(name)) {
            names.add(name);
        }
    }
}
