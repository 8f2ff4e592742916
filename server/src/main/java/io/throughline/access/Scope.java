package io.throughline.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key or token allows. The wire names are public contract. */
public enum Scope {
    MCP_ENABLED("mcp:enabled"),
    BACKLOG_READ("backlog:read"),
    BACKLOG_WRITE("backlog:write"),
    OPTIMIZE_READ("optimize:read"),
    VELOCITY_READ("velocity:read"),
    COMPETITIVE_READ("competitive:read"),
    STRATEGY_READ("strategy:read"),
    SCHEDULING_READ("scheduling:read"),
    SCENARIOS_READ("scenarios:read"),
    PRD_READ("prd:read"),
    PRD_WRITE("prd:write"),
    LOGS_READ("logs:read"),
    LOGS_WRITE("logs:write");

    private final String wireName;

    Scope(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
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
        return EnumSet.of(MCP_ENABLED, BACKLOG_READ);
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
