package io.throughline.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came out of a run of the suite.
 *
 * @param checks by scenario
 */
public record SuiteRun(String name, int exitCode, Map<String, List<Check>> checks, String out) {

    /** One thing that a scenario looked at. */
    public record Check(String id, Status status, String message, String details) {}

    /** What the suite thinks of it. */
    public enum Status {
        SUCCESS,
        FAILURE,
        WARNING,
        SKIPPED,
        INFO
    }

    /**
     * What the suite notes without a judgement: its own protocol, streams where we answer without one, and the order of tools
     * where there is but one.
     */
    private static final Set<String> NOTES = Set.of(
            "outgoing-request",
            "incoming-response",
            "incoming-sse-event",
            "stream-closed",
            "server-sse-streams-functional",
            "tools-list-deterministic-order");

    /** Holds if these scenarios ran and every single check of them succeeded, the merely recommended ones included. */
    public void requireSuccess(Collection<String> scenarios) {
        requireSuccess(scenarios, Set.of());
    }

    /** @param untested ids of checks that must not have succeeded, since what they need is not there */
    public void requireSuccess(Collection<String> scenarios, Set<String> untested) {
        assertThat(checks.keySet())
                .as("scenarios of %s that ran; %s", name, out)
                .containsAll(scenarios);
        List<String> problems = new ArrayList<>();
        List<String> passed = new ArrayList<>();
        for (String scenario : scenarios) {
            long successes = 0;
            for (Check check : checks.get(scenario)) {
                if (check.status() == Status.SUCCESS) {
                    successes++;
                    passed.add(check.id());
                } else if (!untested.contains(check.id())
                        && !(check.status() == Status.INFO && NOTES.contains(check.id()))) {
                    problems.add("%s %s of %s: %s%n    %s"
                            .formatted(check.status(), check.id(), scenario, check.message(), check.details()));
                }
            }
            if (successes == 0) {
                problems.add("no check of " + scenario + " succeeded");
            }
        }
        assertThat(problems).as("%s, scenarios: %s", name, scenarios.size()).isEmpty();
        assertThat(passed)
                .as("checks that cannot succeed")
                .filteredOn(untested::contains)
                .isEmpty();
        System.out.printf("%s: %d scenarios, %d checks passed%n", name, scenarios.size(), passed.size());
    }
}
