package io.throughline.conformance;

import io.throughline.cli.Features;
import io.throughline.settings.Settings;
import io.throughline.settings.SettingsReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The program's own HTTP server, with all that speaks the protocol, but with the fixtures of the conformance suite in the
 * place of the product. Keys are off, since the suite cannot send one.
 */
public final class ConformanceServer implements AutoCloseable {

    private static final List<Class<?>> FIXTURES = List.of(
            ContentFixtures.class,
            ReportingFixtures.class,
            AskingFixtures.class,
            InputRequiredFixtures.class,
            ChangeFixtures.class,
            SchemaFixtures.class,
            ResourceFixtures.class,
            PromptFixtures.class);

    private final Path dataDirectory;
    private final GenericApplicationContext context;

    private ConformanceServer(Path dataDirectory, GenericApplicationContext context) {
        this.dataDirectory = dataDirectory;
        this.context = context;
    }

    /** On any free port. */
    public static ConformanceServer start() {
        try {
            Path data = Files.createTempDirectory("conformance-");
            Settings settings = SettingsReader.read(
                    Map.of("DATA", data.toString(), "HOST", "127.0.0.1", "PORT", "0", "ACCESS", "off"), Map.of());
            return new ConformanceServer(data, Features.serve(settings, features()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All features of the program but those that have tools, and the fixtures. */
    private static List<Class<?>> features() {
        return Stream.concat(
                        Features.all().stream()
                                .filter(feature -> feature.getPackageName()
                                        .matches("io\\.throughline\\.(database|changes|access|mcp)(\\..*)?")),
                        FIXTURES.stream())
                .toList();
    }

    public int port() {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    /** By the name that the suite checks the Host and Origin headers against. */
    public String mcpUrl() {
        return "http://localhost:" + port() + "/mcp";
    }

    @Override
    public void close() {
        context.close();
        try {
            FileSystemUtils.deleteRecursively(dataDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves until it is stopped, so that the suite can be run against it by hand. */
    public static void main(String... arguments) throws InterruptedException {
        try (var server = start()) {
            System.out.println(server.mcpUrl());
            Thread.currentThread().join();
        }
    }
}
