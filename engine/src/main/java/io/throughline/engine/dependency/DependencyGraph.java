package io.throughline.engine.dependency;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph of waits, kept free of cycles: an edge that would close one is not taken. Edges are taken in the order in which
 * they are offered, so the same offers give the same graph.
 *
 * <p>Not safe for concurrent use.
 *
 * @param <N> what waits; equal values are the same node
 */
public final class DependencyGraph<N> {

    private final Map<N, Set<N>> predecessors = new LinkedHashMap<>();

    /**
     * Makes one node wait for another, unless that would make it wait for itself.
     *
     * @return the cycle that the edge would have closed, beginning and ending with {@code waiting}; empty if the edge was taken
     */
    public List<N> add(N waiting, N predecessor) {
        if (waiting.equals(predecessor)) {
            return List.of(waiting, waiting);
        }
        List<N> way = findWay(predecessor, waiting);
        if (!way.isEmpty()) {
            List<N> cycle = new ArrayList<>(way.size() + 1);
            cycle.add(waiting);
            cycle.addAll(way);
            return cycle;
        }
        predecessors.computeIfAbsent(waiting, node -> new HashSet<>()).add(predecessor);
        return List.of();
    }

    public Collection<N> predecessors(N waiting) {
        return Set.copyOf(predecessors.getOrDefault(waiting, Set.of()));
    }

    /** A way along predecessors between two nodes, both included; empty if there is none. Depth first, without recursion. */
    private List<N> findWay(N from, N to) {
        Deque<N> way = new ArrayDeque<>();
        Deque<Iterator<N>> open = new ArrayDeque<>();
        Set<N> seen = new HashSet<>();
        way.addLast(from);
        seen.add(from);
        open.addLast(predecessors.getOrDefault(from, Set.of()).iterator());
        while (!open.isEmpty()) {
            if (way.getLast().equals(to)) {
                return List.copyOf(way);
            }
            Iterator<N> next = open.getLast();
            if (next.hasNext()) {
                N node = next.next();
                if (seen.add(node)) {
                    way.addLast(node);
                    open.addLast(predecessors.getOrDefault(node, Set.of()).iterator());
                }
            } else {
                open.removeLast();
                way.removeLast();
            }
        }
        return List.of();
    }
}
