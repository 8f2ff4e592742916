package io.throughline.engine.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DependencyGraphTest {

    private final DependencyGraph<String> graph = new DependencyGraph<>();

    @Test
    void takesEdgesThatCloseNoCycle() {
        assertThat(graph.add("launch", "payments")).isEmpty();
        assertThat(graph.add("payments", "accounts")).isEmpty();
        assertThat(graph.add("launch", "accounts")).isEmpty();
        assertThat(graph.predecessors("launch")).containsExactlyInAnyOrder("payments", "accounts");
    }

    @Test
    void namesTheCycleThatAnEdgeWouldClose() {
        graph.add("launch", "payments");
        graph.add("payments", "accounts");
        assertThat(graph.add("accounts", "launch")).containsExactly("accounts", "launch", "payments", "accounts");
        assertThat(graph.predecessors("accounts")).isEmpty();
    }

    @Test
    void refusesToWaitForItself() {
        assertThat(graph.add("launch", "launch")).containsExactly("launch", "launch");
    }

    @Test
    void standsAChainThatIsLongerThanTheStack() {
        var chain = new DependencyGraph<Integer>();
        int length = 20_000;
        for (int node = length; node > 0; node--) {
            assertThat(chain.add(node, node - 1)).isEmpty();
        }
        assertThat(chain.add(0, length)).hasSize(length + 2);
    }
}
