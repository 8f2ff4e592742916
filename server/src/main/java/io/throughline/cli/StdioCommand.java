package io.throughline.cli;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.changes.ChangeFeed;
import io.throughline.demo.DemoService;
import io.throughline.mcp.Registry;
import io.throughline.mcp.SelfTest;
import io.throughline.mcp.legacy.SdkServer;
import io.throughline.mcp.modern.ModernServer;
import io.throughline.mcp.modern.Subscriptions;
import io.throughline.mcp.stdio.StdioTransport;
import io.throughline.mcp.wire.EraClassifier;
import io.throughline.settings.Settings;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code stdio}: serves one client over standard input and output, as the person at this machine. */
@Command(
        name = "stdio",
        mixinStandardHelpOptions = true,
        description = "Serves one MCP client over standard input and output, as the person at this machine.",
        footer = {
            "",
            "For the settings of a client: {\"command\": \"/path/to/throughline\", \"args\": [\"stdio\"]}",
            "Standard output carries the protocol only; the log goes to standard error."
        })
final class StdioCommand implements Callable<Integer> {

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Option(names = "--demo", description = "Works in the sample company; makes it if it is not there.")
    private boolean demo;

    /**
     * The command as clients start it, read without picocli: its classes have a format too old for the JVM's cache, and
     * loading them takes a third of a start for which a client waits. Null if there is more in the arguments than this knows.
     */
    static @Nullable StdioCommand read(String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("stdio")) {
            return null;
        }
        var command = new StdioCommand();
        for (int i = 1; i < arguments.length; i++) {
            boolean lastOne = i + 1 == arguments.length;
            if (arguments[i].equals("--demo")) {
                command.demo = true;
            } else if (arguments[i].equals("--data") && !lastOne && !arguments[i + 1].startsWith("-")) {
                i++;
                command.options = new SettingOptions(arguments[i]);
            } else {
                return null;
            }
        }
        return command;
    }

    @Override
    public Integer call() throws IOException {
        // Whatever a library prints must not get between the messages.
        System.setOut(System.err);
        Settings settings = options.read();
        try (var context = Application.open(settings);
                var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
            Principal principal = demo
                    ? context.getBean(DemoService.class).localPerson()
                    : context.getBean(AccessService.class).localPerson(AccessService.LOCAL_TENANT);
            new SelfTest(context.getBean(Registry.class), settings.publicUrl()).require();
            context.getBean(ChangeFeed.class).start();
            new StdioTransport(
                            context.getBean(EraClassifier.class),
                            context.getBean(SdkServer.class),
                            context.getBean(ModernServer.class),
                            context.getBean(Subscriptions.class),
                            settings.shutdownGrace())
                    .serve(new FileInputStream(FileDescriptor.in), out, principal);
        }
        return 0;
    }
}
