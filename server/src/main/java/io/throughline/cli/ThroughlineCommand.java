package io.throughline.cli;

import io.throughline.cli.forecast.ForecastCommand;
import io.throughline.mcp.ServerIdentity;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code throughline}: help and the list of commands. */
@Command(
        name = "throughline",
        mixinStandardHelpOptions = true,
        versionProvider = ThroughlineCommand.Version.class,
        description = "Plan product work and log the time it takes, with people and their AI assistants.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            StdioCommand.class,
            ImportCommand.class,
            ForecastCommand.class,
            BenchCommand.class,
            UserCommand.class,
            KeyCommand.class,
            ErpCommand.class,
            DemoCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  throughline serve --demo            a sample company to try, at http://127.0.0.1:8080",
            "  throughline import jira.csv --workspace APP --create",
            "  throughline doctor                  checks that all works, end to end",
            "",
            "Settings: flags, THROUGHLINE_* variables, throughline.yaml in the data directory (docs/settings.md)."
        })
final class ThroughlineCommand extends CommandGroup {

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"throughline " + ServerIdentity.version() + " (Java " + Runtime.version() + ")"};
        }
    }
}
