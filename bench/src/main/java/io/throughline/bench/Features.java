package io.throughline.bench;

import io.throughline.access.AccessConfiguration;
import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.backlog.BacklogConfiguration;
import io.throughline.backlog.imports.ImportConfiguration;
import io.throughline.changes.ChangesConfiguration;
import io.throughline.database.DatabaseConfiguration;
import io.throughline.erp.ErpConfiguration;
import io.throughline.mcp.McpConfiguration;
import io.throughline.mcp.Tool;
import io.throughline.settings.Settings;
import io.throughline.settings.SettingsReader;
import io.throughline.timelog.TimeLogConfiguration;
import io.throughline.timelog.embedded.EmbeddedErpConfiguration;
import io.throughline.timelog.tools.LogToolsConfiguration;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceConfiguration;
import io.throughline.workspace.WorkspaceService;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The application's features in this JVM, without a wire: what a tool calls. */
final class Features implements AutoCloseable {

    static final String WORKSPACE = "PLAT";

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    Features(BenchDatabase database) {
        this(database.environment());
    }

    /** @param environment the settings, as environment variables */
    Features(Map<String, String> environment) {
        Settings settings = SettingsReader.read(Map.of(), environment);
        context.registerBean(Settings.class, () -> settings);
        context.register(
                DatabaseConfiguration.class,
                ChangesConfiguration.class,
                AccessConfiguration.class,
                WorkspaceConfiguration.class,
                BacklogConfiguration.class,
                ImportConfiguration.class,
                TimeLogConfiguration.class,
                EmbeddedErpConfiguration.class,
                ErpConfiguration.class,
                LogToolsConfiguration.class,
                McpConfiguration.class);
        context.refresh();
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** The tool of that name. */
    Tool<?, ?> tool(String name) {
        for (Tool<?, ?> tool : context.getBeansOfType(Tool.class).values()) {
            if (tool.name().equals(name)) {
                return tool;
            }
        }
        throw new IllegalArgumentException("There is no tool " + name + ".");
    }

    /** The person who calls. */
    Principal principal() {
        return get(AccessService.class).localPerson(AccessService.LOCAL_TENANT);
    }

    /** The workspace in which that person is a member; made if it is not there. */
    Workspace workspace() {
        WorkspaceService workspaces = get(WorkspaceService.class);
        return workspaces
                .findByKey(principal(), WORKSPACE)
                .orElseGet(() -> workspaces.create(principal(), WORKSPACE, "Platform"));
    }

    @Override
    public void close() {
        context.close();
    }
}
