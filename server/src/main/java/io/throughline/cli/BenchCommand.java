package io.throughline.cli;

import io.throughline.cli.forecast.BenchForecastCommand;
import picocli.CommandLine.Command;

/** The command {@code bench}: what can be measured on one's own data. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures how good the answers are, on data of one's own.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = BenchForecastCommand.class)
final class BenchCommand extends CommandGroup {}
