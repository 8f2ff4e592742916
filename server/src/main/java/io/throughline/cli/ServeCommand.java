package io.throughline.cli;

import static java.util.Map.entry;

import io.throughline.access.signin.OneTimeLinkService;
import io.throughline.demo.DemoService;
import io.throughline.demo.SampleCompany;
import io.throughline.http.HttpConfiguration;
import io.throughline.logging.LogSetup;
import io.throughline.mcp.Registry;
import io.throughline.mcp.SelfTest;
import io.throughline.mcp.ServerIdentity;
import io.throughline.problem.StartProblemException;
import io.throughline.settings.Settings;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code serve}: the HTTP server. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Serves MCP over HTTP until it is stopped; calls under way are finished first.",
        footer = {"", "Example:", "  throughline serve --demo --port 8081"})
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Option(names = "--port", paramLabel = "PORT", description = "Port, 0 for any free one (default: 8080).")
    private @Nullable String port;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "Address to bind (default: 127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--demo", description = "Makes the sample company and prints a key for it.")
    private boolean demo;

    @Option(
            names = "--rehearse",
            hidden = true,
            description = "Serves a few calls of its own and stops: for the AOT cache.")
    private boolean rehearse;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        Map<String, @Nullable String> flags = new HashMap<>();
        flags.put("PORT", port);
        flags.put("HOST", host);
        Settings settings = options.read(flags);
        refusePublicAddressWithoutKeys(settings);
        refusePublicAddressWithoutList(settings);
        try (var context = start(settings, Application.WEB_FEATURES)) {
            new SelfTest(context.getBean(Registry.class), settings.publicUrl()).require();
            WebServer server = ((ServletWebServerApplicationContext) context).getWebServer();
            String url = url(settings, Objects.requireNonNull(server).getPort());
            PrintWriter out = spec.commandLine().getOut();
            if (demo) {
                DemoService service = context.getBean(DemoService.class);
                // Generating takes half a second: a later start does without telling what is there.
                SampleCompany.Counts made = service.prepare() ? service.counts() : null;
                DemoBanner.print(
                        out,
                        service.sampleKey(settings.dataDirectory()),
                        service.sampleOwner().email(),
                        service.samplePassword(settings.dataDirectory()).orElse(null),
                        made,
                        url);
            }
            out.println("Throughline " + ServerIdentity.version() + " is ready at " + url + " (MCP: " + url
                    + "/mcp, stop with Ctrl-C)");
            if (!rehearse) {
                context.getBean(OneTimeLinkService.class)
                        .firstAccountPath()
                        .ifPresent(path -> out.println(
                                "There is no account of your own yet. Make the first one within 24 hours, in a"
                                        + " browser: " + url + path));
            }
            out.flush();
            if (rehearse) {
                Rehearsal.call(url, context.getBean(DemoService.class).sampleKey(settings.dataDirectory()));
                return 0;
            }
            var stopped = new CountDownLatch(1);
            context.addApplicationListener(event -> {
                // A context below this one tells of its end here, too.
                if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == context) {
                    stopped.countDown();
                }
            });
            stopped.await();
        }
        return 0;
    }

    private static void refusePublicAddressWithoutKeys(Settings settings) {
        if (settings.access() != Settings.Access.OFF) {
            return;
        }
        if (!loopback(settings.host())) {
            throw new StartProblemException("THROUGHLINE_ACCESS is 'off', but " + settings.host()
                    + " is reachable from other machines. Use keys there, or bind 127.0.0.1.");
        }
        if (settings.publicUrl() != null && !loopback(settings.publicUrl().getHost())) {
            throw new StartProblemException(
                    "THROUGHLINE_ACCESS is 'off', but THROUGHLINE_PUBLIC_URL says that others reach the"
                            + " server. Use keys, or leave the address out.");
        }
    }

    /** Everybody who has a key could log in the company's ERP: that must be wanted. */
    private static void refusePublicAddressWithoutList(Settings settings) {
        Settings.TimeLogs timeLogs = settings.timeLogs();
        if (timeLogs.erpApiBaseUrl() == null || timeLogs.authorizedEmails() != null || timeLogs.everybodyAuthorized()) {
            return;
        }
        URI publicUrl = settings.publicUrl();
        if (!loopback(settings.host()) || (publicUrl != null && !isOfThisMachine(publicUrl.getHost()))) {
            throw new StartProblemException(
                    "ERP_API_BASE_URL is set and other machines reach this server, but nothing says who may use the time"
                            + " logs. Set MCP_AUTHORIZED_USERS to their addresses, or to * for everybody whom the ERP"
                            + " knows.");
        }
    }

    private static boolean isOfThisMachine(String host) {
        return host.equalsIgnoreCase("localhost") || host.matches("127\\.[0-9.]+") || host.equals("[::1]");
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartProblemException(
                    "--host is '" + host + "', which is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all.",
                    e);
        }
    }

    /** Starts an HTTP server with features of which one speaks MCP. The caller closes it. */
    static GenericApplicationContext start(Settings settings, List<Class<?>> features) {
        loopback(settings.host()); // refuses what is no address
        List<Class<?>> sources = new ArrayList<>(features);
        sources.add(HttpConfiguration.class);
        ApplicationContextInitializer<GenericApplicationContext> withSettings =
                context -> context.registerBean(Settings.class, () -> settings);
        // Spring Boot would set up the log anew: on stdout, in its own format, without regard to our settings.
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        LogSetup.takeOverJavaLogging();
        LogSetup.hushServer(true);
        try {
            return (GenericApplicationContext) new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                    .web(WebApplicationType.SERVLET)
                    .bannerMode(Banner.Mode.OFF)
                    .logStartupInfo(false)
                    .initializers(withSettings)
                    .properties(Map.ofEntries(
                            entry("server.address", settings.host()),
                            entry("server.port", settings.port()),
                            entry("server.shutdown", "graceful"),
                            entry(
                                    "spring.lifecycle.timeout-per-shutdown-phase",
                                    settings.shutdownGrace().toSeconds() + "s"),
                            entry("spring.threads.virtual.enabled", "true"),
                            entry("spring.main.keep-alive", "false")))
                    .run();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof PortInUseException || cause instanceof BindException) {
                    throw new StartProblemException(
                            "Port " + settings.port() + " on " + settings.host()
                                    + " is in use or may not be bound. Stop the other program, or choose another --port.",
                            e);
                }
            }
            throw e;
        } finally {
            LogSetup.hushServer(false);
        }
    }

    static String url(Settings settings, int boundPort) {
        if (settings.publicUrl() != null) {
            return settings.publicUrl().toString().replaceAll("/+$", "");
        }
        String name = settings.host().equals("0.0.0.0") ? "127.0.0.1" : settings.host();
        return "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + boundPort;
    }
}
