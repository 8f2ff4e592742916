package io.throughline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTableTest {

    @Test
    void columnsLineUpAndFiguresStandOnTheRight() {
        var table = new MarkdownTable("Call", "p95 ms");
        table.row("first page", "3.4");
        assertThat(table).hasToString("""
                | Call       | p95 ms |
                |------------|-------:|
                | first page |    3.4 |
                """);
    }
}
