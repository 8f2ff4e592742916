package io.throughline.cli;

import io.throughline.demo.DemoService;
import io.throughline.settings.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code demo}: takes the sample company out. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Removes the sample company that --demo makes.",
        subcommands = DemoCommand.Remove.class,
        synopsisSubcommandLabel = "remove")
final class DemoCommand extends CommandGroup {

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description =
                    "Removes the sample company with its people, keys, backlog and history. Nothing else is touched.")
    static final class Remove implements Callable<Integer> {

        @Mixin
        private SettingOptions options = new SettingOptions();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            Settings settings = options.read();
            try (var context = Application.open(settings)) {
                boolean removed = context.getBean(DemoService.class).remove(settings.dataDirectory());
                spec.commandLine()
                        .getOut()
                        .println(removed ? "The sample company is gone." : "There was no sample company.");
            }
            return 0;
        }
    }
}
