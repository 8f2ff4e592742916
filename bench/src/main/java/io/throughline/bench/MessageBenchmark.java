package io.throughline.bench;

import io.throughline.backlog.BacklogAnswer;
import io.throughline.backlog.Item;
import io.throughline.backlog.QueryBacklogArguments;
import io.throughline.mcp.ArgumentReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

/** Reading the arguments of a call and writing its answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class MessageBenchmark {

    private final JsonMapper json = JsonMapper.builder().build();
    private final ArgumentReader reader = new ArgumentReader(json);
    private final Map<String, Object> arguments =
            Map.of("types", List.of("story", "bug"), "statuses", List.of("todo"), "text", "driver login", "limit", 25);
    private final BacklogAnswer answer = answer();

    private static BacklogAnswer answer() {
        List<Item> items = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            items.add(new Item(
                    "i" + number,
                    "APP-" + number,
                    "Explain why an order could not be planned",
                    "story",
                    "In Progress",
                    null,
                    3.0,
                    null,
                    "Back Office",
                    "Noor van Dam",
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return new BacklogAnswer(
                "w1",
                "APP",
                LocalDate.of(2026, 11, 21),
                "points",
                items,
                null,
                86,
                25,
                "AdNElFYt5SCsAAAAAAAAAH9y",
                null);
    }

    @Benchmark
    public QueryBacklogArguments readArguments() {
        return reader.read(arguments, QueryBacklogArguments.class);
    }

    @Benchmark
    public byte[] writeAnswerOf25Items() {
        return json.writeValueAsBytes(answer);
    }
}
