package io.throughline.cli;

import io.throughline.database.Backups;
import io.throughline.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Puts a backup in the place of the database; what was there is kept beside it. Stop the server first.",
        footer = {"", "Example:", "  throughline restore /backups/throughline-monday.db"})
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(paramLabel = "FILE", description = "A file that backup wrote.")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Settings settings = options.read();
        Path former = new Backups(settings, Clock.systemUTC())
                .restore(file.toAbsolutePath().normalize());
        spec.commandLine()
                .getOut()
                .println("The database in " + settings.dataDirectory() + " is now that of " + file + "."
                        + (former == null ? "" : " The former one is " + former + "."));
        return 0;
    }
}
