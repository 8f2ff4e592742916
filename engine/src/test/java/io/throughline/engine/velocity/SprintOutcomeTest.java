package io.throughline.engine.velocity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.engine.velocity.SprintOutcome.Closing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SprintOutcomeTest {

    @Test
    void comparesTheSprintAsItClosedWithTheSprintAsItStarted() {
        var atStart = Map.of("done", 5.0, "grown", 3.0, "removed", 8.0, "open", 2.0);
        var atClose = Map.of(
                "done", new Closing(5, true),
                "grown", new Closing(5, true),
                "open", new Closing(2, false),
                "added and done", new Closing(1, true),
                "added and open", new Closing(13, false));
        assertThat(SprintOutcome.between(atStart, atClose)).isEqualTo(new SprintOutcome(18, 11, 14, 8, 15));
    }

    @Test
    void predictabilityIsWhatWasCompletedOfWhatWasCommitted() {
        var sprints = List.of(sprint(20, 10), sprint(10, 10), sprint(10, 12), sprint(0, 4));
        assertThat(Predictability.of(sprints).found()).contains(new Predictability(3, 1, 32 / 40.0, 1));
    }

    @Test
    void withoutACommitmentThereIsNoPredictability() {
        assertThat(Predictability.of(List.of(sprint(0, 4), sprint(0, 0))))
                .isEqualTo(new Finding.TooLittleData<Predictability>("sprints with a commitment", 0, 1));
    }

    @Test
    void refusesANegativeSize() {
        assertThatThrownBy(() -> sprint(20, -1))
                .hasMessage("What was completed in a sprint is -1.0; it must be a number of 0 or more.");
    }

    private static SprintOutcome sprint(double committed, double completed) {
        return new SprintOutcome(committed, completed, 0, 0, 0);
    }
}
