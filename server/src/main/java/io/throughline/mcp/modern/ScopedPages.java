package io.throughline.mcp.modern;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.NeededScopes;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A list of which a caller sees what their scopes allow; written once for each set of scopes. Safe for concurrent use. */
final class ScopedPages {

    /** People choose among few sets; whoever tries many has them written anew. */
    private static final int MAX_SETS = 64;

    private final LoadingCache<Set<Scope>, Pages> bySet;

    /**
     * @param member of the result that holds the list
     * @param scopes that an entry needs besides what every call does
     */
    <E> ScopedPages(
            String member,
            List<E> entries,
            Function<E, Set<Scope>> scopes,
            Function<E, ObjectNode> json,
            long ttlMillis,
            WireFormat format) {
        bySet = Caffeine.newBuilder().maximumSize(MAX_SETS).build(granted -> {
            Predicate<E> visible = entry -> NeededScopes.allow(granted, scopes.apply(entry));
            return new Pages(member, entries.stream().filter(visible).map(json).toList(), ttlMillis, format);
        });
    }

    Answer page(JsonNode params, Principal principal) {
        return bySet.get(principal.scopes()).page(params);
    }
}
