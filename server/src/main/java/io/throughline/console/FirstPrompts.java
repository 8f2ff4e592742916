package io.throughline.console;

import java.util.List;

/** What to ask first: the first ones work on any backlog, the last ones with time logs. The README shows the same, which a test holds to this list. */
public final class FirstPrompts {

    public static final List<String> ALL = List.of(
            "What is in our backlog?",
            "What is blocked, and by what?",
            "Which epics have no estimate?",
            "How many open bugs does each team have?",
            "What changed since Monday?",
            "How fast are our teams, and how predictable?",
            "When will all open bugs be done?",
            "What did I log this week?",
            "Log 2 hours on Apollo yesterday");

    private FirstPrompts() {}
}
