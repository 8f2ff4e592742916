package io.throughline.backlog;

import io.throughline.database.Dialect;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Searches and searchable text; in this package because a search is nobody else's business. */
@NullMarked
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TextQueryBenchmark {

    private final String search = "driver \"lost connection\" -android";
    private final String ascii = "A failed point creates a follow-up order. ".repeat(10);
    private final String accents = "Écran de connexion: créer l'équipe à Zürich. ".repeat(10);

    @Benchmark
    public String parseSearch() {
        return TextQuery.parse(search).inLanguageOf(Dialect.SQLITE);
    }

    @Benchmark
    public String wordsOf420AsciiCharacters() {
        return Words.normalised(ascii);
    }

    @Benchmark
    public String wordsOf450CharactersWithAccents() {
        return Words.normalised(accents);
    }
}
