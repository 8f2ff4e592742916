package io.throughline.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.mcp.http.EventLog.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLogTest {

    private final EventLog log = new EventLog();

    private void add(int stream, long number, int bytes) {
        log.add(new Event(stream, number, new byte[bytes]));
    }

    private List<Long> after(int stream, long number) {
        return log.after(stream, number).stream().map(Event::number).toList();
    }

    @Test
    void whatCameAfterAnEventOnItsStreamIsThere() {
        add(1, 1, 10);
        add(2, 2, 10);
        add(1, 3, 10);
        add(1, 4, 10);
        assertThat(after(1, 1)).containsExactly(3L, 4L);
        assertThat(after(2, 0)).containsExactly(2L);
        assertThat(after(3, 0)).isEmpty();
    }

    @Test
    void theOldestGoWhenThereAreTooMany() {
        for (int number = 1; number <= 300; number++) {
            add(1, number, 1);
        }
        assertThat(after(1, 0)).hasSize(256).startsWith(45L).endsWith(300L);
    }

    @Test
    void theOldestGoWhenTheyAreTooLargeButNeverTheLast() {
        add(1, 1, 600_000);
        add(1, 2, 600_000);
        assertThat(after(1, 0)).containsExactly(2L);
        add(1, 3, 2_000_000);
        assertThat(after(1, 0))
                .as("the answer to a call whose connection was let go")
                .containsExactly(3L);
    }

    @Test
    void anEventThatReachedNobodyIsTakenBack() {
        var event = new Event(1, 1, new byte[1]);
        log.add(event);
        log.remove(event);
        assertThat(after(1, 0)).isEmpty();
    }
}
