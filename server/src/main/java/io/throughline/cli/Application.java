package io.throughline.cli;

import io.throughline.access.AccessConfiguration;
import io.throughline.access.signin.PeopleConfiguration;
import io.throughline.backlog.BacklogConfiguration;
import io.throughline.backlog.imports.ImportConfiguration;
import io.throughline.changes.ChangesConfiguration;
import io.throughline.console.ConsoleConfiguration;
import io.throughline.database.DatabaseConfiguration;
import io.throughline.demo.DemoConfiguration;
import io.throughline.erp.ErpConfiguration;
import io.throughline.erp.signin.ErpPagesConfiguration;
import io.throughline.erp.signin.ErpSignInConfiguration;
import io.throughline.forecast.ForecastConfiguration;
import io.throughline.mcp.McpConfiguration;
import io.throughline.mcp.modern.ModernConfiguration;
import io.throughline.settings.Settings;
import io.throughline.timelog.TimeLogConfiguration;
import io.throughline.timelog.api.GoogleSignInConfiguration;
import io.throughline.timelog.api.TimeLogApiConfiguration;
import io.throughline.timelog.embedded.ComingWeeksConfiguration;
import io.throughline.timelog.embedded.EmbeddedErpConfiguration;
import io.throughline.timelog.tools.LogToolsConfiguration;
import io.throughline.velocity.VelocityConfiguration;
import io.throughline.workspace.WorkspaceConfiguration;
import io.throughline.workspace.teams.TeamConfiguration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The features, wired. */
final class Application {

    /** What every command needs; the HTTP server comes on top. */
    static final List<Class<?>> FEATURES = List.of(
            DatabaseConfiguration.class,
            ChangesConfiguration.class,
            AccessConfiguration.class,
            PeopleConfiguration.class,
            WorkspaceConfiguration.class,
            TeamConfiguration.class,
            BacklogConfiguration.class,
            ImportConfiguration.class,
            VelocityConfiguration.class,
            ForecastConfiguration.class,
            DemoConfiguration.class,
            McpConfiguration.class,
            ModernConfiguration.class,
            TimeLogConfiguration.class,
            EmbeddedErpConfiguration.class,
            ErpSignInConfiguration.class,
            ErpConfiguration.class,
            LogToolsConfiguration.class,
            GoogleSignInConfiguration.class);

    /** What the HTTP server has besides: pages for people. */
    static final List<Class<?>> WEB_FEATURES = Stream.concat(
                    FEATURES.stream(),
                    Stream.of(
                            ConsoleConfiguration.class,
                            TimeLogApiConfiguration.class,
                            ComingWeeksConfiguration.class,
                            ErpPagesConfiguration.class))
            .toList();

    private Application() {}

    /** Wires the features without an HTTP server. The caller closes it. */
    static AnnotationConfigApplicationContext open(Settings settings) {
        var context = new AnnotationConfigApplicationContext();
        context.registerBean(Settings.class, () -> settings);
        context.register(FEATURES.toArray(Class<?>[]::new));
        // Made when first asked for: a command pays only for what it uses.
        context.addBeanFactoryPostProcessor(factory -> {
            for (String name : factory.getBeanDefinitionNames()) {
                factory.getBeanDefinition(name).setLazyInit(true);
            }
        });
        context.refresh();
        return context;
    }
}
