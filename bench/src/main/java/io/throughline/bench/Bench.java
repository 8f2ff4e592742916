package io.throughline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where the benchmarks start: runs those that are named, prints tables in Markdown. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures Throughline and prints tables in Markdown, as in docs/benchmarks.md.",
        footerHeading = "%nBenchmarks:%n",
        footer = "")
public final class Bench implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "BENCHMARK", description = "Which to run (default: all).")
    private List<Benchmark> benchmarks = List.of(Benchmark.values());

    @Option(names = "--items", defaultValue = "100000", description = "Size of the backlog (default: 100000).")
    private int items;

    @Option(names = "--rounds", defaultValue = "3", description = "How often what takes long is measured (default: 3).")
    private int rounds;

    @Option(names = "--database", split = ",", description = "sqlite, postgresql (default: both).")
    private List<BenchDatabase.Kind> databases = List.of(BenchDatabase.Kind.values());

    @Option(names = "--series", description = "Folder of series, as of throughline bench forecast, to learn from.")
    private @Nullable Path series;

    @Option(names = "--priors", defaultValue = "300", description = "How many priors learning tries (default: 300).")
    private int priors;

    @Option(names = "--checkout", defaultValue = "", hidden = true, description = "Folder of the project.")
    private Path checkout = Path.of("");

    private Bench() {}

    public static void main(String[] arguments) {
        var command = new CommandLine(new Bench());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.getCommandSpec()
                .usageMessage()
                .footer(Arrays.stream(Benchmark.values())
                        .map(each -> "  %-8s %s".formatted(name(each), each.subject()))
                        .toArray(String[]::new));
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path directory = Files.createTempDirectory("throughline-bench-");
        try {
            var workbench = new Workbench(
                    checkout.toAbsolutePath().normalize(),
                    directory,
                    items,
                    rounds,
                    databases,
                    series,
                    priors,
                    System.out);
            System.out.println("Measured with `bench/run "
                    + benchmarks.stream().map(Bench::name).collect(Collectors.joining(" ")) + "` on "
                    + Machine.describe()
                    + ".");
            for (Benchmark benchmark : benchmarks) {
                Workbench.tell(benchmark.subject());
                benchmark.run(workbench);
            }
            return 0;
        } finally {
            delete(directory);
        }
    }

    private static String name(Benchmark benchmark) {
        return benchmark.toString().toLowerCase(java.util.Locale.ROOT);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
