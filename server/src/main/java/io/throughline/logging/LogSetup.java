package io.throughline.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.util.FileSize;
import io.throughline.problem.StartProblemException;
import io.throughline.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Configures Logback in code: its own default would write to stdout, and reading a file costs a tenth of a start. Found by
 * Logback as a service; {@link #apply} brings in the settings once they are read.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {

    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} [%X{request}] %replace(%msg){'[\\r\\n]+', ' '}%n";
    private static final String OURS = "io.throughline";
    private static final int FILES_KEPT = 5;

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        configure(context, Settings.LogFormat.TEXT, Level.WARN, null);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Brings in format, level and file. */
    public static void apply(Settings settings) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            requireWritable(settings.logFile());
            context.reset();
            Level level = Level.toLevel(settings.logLevel().name());
            configure(context, settings.logFormat(), level, settings.logFile());
            // The JDK logs its own way; its warnings belong into the same lines.
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
            java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
        }
    }

    private static void requireWritable(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new StartProblemException(
                    "THROUGHLINE_LOG_FILE is '" + file + "', but that file cannot be written ("
                            + e.getClass().getSimpleName()
                            + "). Choose another, or leave it out to log to stderr only.",
                    e);
        }
    }

    /**
     * Keeps the libraries under the web server silent while it starts: what goes wrong then is thrown, too, and told in one
     * line instead of hundreds.
     */
    public static void hushServer(boolean hush) {
        for (String name : List.of("org.springframework", "org.eclipse.jetty")) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger) {
                logger.setLevel(hush ? Level.OFF : null);
            }
        }
    }

    /** Brings in what libraries log through {@code java.util.logging}, such as the JDK. */
    public static void takeOverJavaLogging() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    }

    private static void configure(LoggerContext context, Settings.LogFormat format, Level level, @Nullable Path file) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(level.isGreaterOrEqual(Level.WARN) ? level : Level.WARN);
        // Whoever tries addresses that are not there must not fill the log.
        context.getLogger("org.springframework.web.servlet.PageNotFound").setLevel(Level.ERROR);
        context.getLogger(OURS).setLevel(level);
        root.addAppender(console(context, format));
        if (file != null) {
            root.addAppender(file(context, format, file));
        }
    }

    private static Appender<ILoggingEvent> console(LoggerContext context, Settings.LogFormat format) {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder(context, format));
        console.start();
        return console;
    }

    private static Appender<ILoggingEvent> file(LoggerContext context, Settings.LogFormat format, Path path) {
        var file = new RollingFileAppender<ILoggingEvent>();
        file.setContext(context);
        file.setFile(path.toString());
        file.setEncoder(encoder(context, format));
        var window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(file);
        window.setFileNamePattern(path + ".%i");
        window.setMinIndex(1);
        window.setMaxIndex(FILES_KEPT);
        window.start();
        var size = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        size.setContext(context);
        size.setMaxFileSize(FileSize.valueOf("20MB"));
        size.start();
        file.setRollingPolicy(window);
        file.setTriggeringPolicy(size);
        file.start();
        return file;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, Settings.LogFormat format) {
        return switch (format) {
            case JSON -> {
                var json = new JsonEncoder();
                json.setContext(context);
                json.setWithSequenceNumber(false);
                json.setWithContext(false);
                json.setWithNanoseconds(false);
                json.start();
                yield json;
            }
            case TEXT -> {
                var text = new PatternLayoutEncoder();
                text.setContext(context);
                text.setPattern(PATTERN);
                text.start();
                yield text;
            }
        };
    }
}
