package io.throughline.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key or token allows. The wire names are public contract. */
public enum Scope {
    MCP_ENABLED("mcp:enabled", "Use Throughline over MCP at all"),
    BACKLOG_READ("backlog:read", "Read the backlog: items, sprints, teams and their skills"),
    BACKLOG_WRITE("backlog:write", "Change the backlog: write an order back, keep plans and scenarios"),
    OPTIMIZE_READ("optimize:read", "Work out which items should go first"),
    VELOCITY_READ("velocity:read", "Read how fast teams deliver, and forecast from it"),
    COMPETITIVE_READ("competitive:read", "Read what is known of competitors"),
    STRATEGY_READ("strategy:read", "Read goals and how work serves them"),
    SCHEDULING_READ("scheduling:read", "Work out schedules from people, skills and dates"),
    SCENARIOS_READ("scenarios:read", "Work out what would happen if something changed"),
    PRD_READ("prd:read", "Read product requirement documents"),
    PRD_WRITE("prd:write", "Write product requirement documents"),
    LOGS_READ("logs:read", "Read your time logs"),
    LOGS_WRITE("logs:write", "Log time in your name");

    private final String wireName;
    private final String description;

    Scope(String wireName, String description) {
        this.wireName = wireName;
        this.description = description;
    }

    public String wireName() {
        return wireName;
    }

    /** What it allows, in plain words for the person who is asked for it; begins with a verb, ends without a full stop. */
    public String description() {
        return description;
    }

    public static Optional<Scope> find(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName.equals(wireName))
                .findFirst();
    }

    public static Set<Scope> all() {
        return EnumSet.allOf(Scope.class);
    }

    /**
     * What a program should ask for first: the least with which it is of any use. With {@code mcp:enabled} alone it would be
     * shown no tool at all, and so could never find out what else to ask for.
     */
    public static Set<Scope> basic() {
        return EnumSet.of(MCP_ENABLED, BACKLOG_READ, LOGS_READ, LOGS_WRITE);
    }

    /** What the time logs' REST API knows. */
    public static Set<Scope> ofTimeLogs() {
        return EnumSet.of(LOGS_READ, LOGS_WRITE);
    }

    /** Reads wire names that are separated by blanks, and leaves out those that we do not have. */
    public static Set<Scope> parse(String wireNames) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : wireNames.split(" ")) {
            find(name).ifPresent(scopes::add);
        }
        return scopes;
    }

    /** Wire names in the order of declaration, separated by blanks, as OAuth writes them. */
    public static String join(Collection<Scope> scopes) {
        return Arrays.stream(values())
                .filter(scopes::contains)
                .map(Scope::wireName)
                .collect(Collectors.joining(" "));
    }
}
