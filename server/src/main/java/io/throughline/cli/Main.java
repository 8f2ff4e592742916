package io.throughline.cli;

import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.StartProblemException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Where the program starts. Exit codes: 0 done, 1 a fault, 2 a wrong setting, argument or set-up. */
public final class Main {

    static final int FAULT = 1;
    static final int WRONG_USE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(arguments);
        // Not every library's threads are daemons; the work is over when the command is.
        System.exit(code);
    }

    static int run(String... arguments) {
        StdioCommand stdio = StdioCommand.read(arguments);
        if (stdio != null) {
            try {
                return stdio.call();
            } catch (IOException | RuntimeException e) {
                return failed(e);
            }
        }
        return runParsed(arguments);
    }

    private static int runParsed(String... arguments) {
        var commands = new CommandLine(new ThroughlineCommand());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler((exception, command, parsed) -> failed(exception));
        commands.setParameterExceptionHandler((exception, given) -> {
            PrintWriter err = exception.getCommandLine().getErr();
            err.println(exception.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, err)) {
                err.println("See: throughline " + given(exception.getCommandLine()) + "--help");
            }
            return WRONG_USE;
        });
        return commands.execute(arguments);
    }

    private static String given(CommandLine command) {
        String name = command.getCommandSpec().qualifiedName();
        int blank = name.indexOf(' ');
        return blank < 0 ? "" : name.substring(blank + 1) + " ";
    }

    /** One line for what the person can mend; our own faults go to the log in full. */
    private static int failed(Exception exception) {
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartProblemException || cause instanceof CallerMistakeException) {
                err.println("throughline: " + cause.getMessage());
                return WRONG_USE;
            }
        }
        LoggerFactory.getLogger(Main.class).error("The command failed", exception);
        err.println("throughline: the command failed: " + exception + " (the log above has the details)");
        return FAULT;
    }
}
