package io.throughline.cli;

import io.throughline.database.Backups;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Writes one consistent copy of the database into a new file, also while a server runs.",
        footer = {"", "Example:", "  throughline backup /backups/throughline-monday.db"})
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Parameters(paramLabel = "FILE", description = "File to write; it must not exist.")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path target = file.toAbsolutePath().normalize();
        long bytes = new Backups(options.read(), Clock.systemUTC()).backup(target);
        spec.commandLine().getOut().printf("%s: %,d bytes, checked.%n", target, bytes);
        return 0;
    }
}
