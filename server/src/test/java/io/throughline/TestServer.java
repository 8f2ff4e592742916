package io.throughline;

import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.access.Tenant;
import io.throughline.cli.Features;
import io.throughline.mcp.Tool;
import io.throughline.settings.Settings;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The features as the program wires them, on a database of their own and at a time that stands still until it is moved. */
public final class TestServer implements AutoCloseable {

    /** A Saturday. */
    public static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private final TestDatabase database;
    private final Path dataDirectory;
    private final boolean first;
    private final AnnotationConfigApplicationContext context;
    private final StillClock clock = new StillClock();

    private TestServer(TestDatabase database, Path dataDirectory, Settings settings, Instant now, boolean first) {
        this.database = database;
        this.first = first;
        this.dataDirectory = dataDirectory;
        clock.now = now;
        context = new AnnotationConfigApplicationContext();
        context.registerBean(Settings.class, () -> settings);
        context.registerBean("clock", Clock.class, () -> clock); // in the place of the real one
        context.register(Features.all().toArray(Class<?>[]::new));
        context.addBeanFactoryPostProcessor(factory -> {
            for (String name : factory.getBeanDefinitionNames()) {
                factory.getBeanDefinition(name).setLazyInit(true);
            }
        });
        context.refresh();
    }

    /** @param flags names of settings and their values, one after the other */
    public static TestServer on(TestDatabase database, String... flags) {
        try {
            Map<String, String> all = new HashMap<>();
            for (int at = 0; at < flags.length; at += 2) {
                all.put(flags[at], flags[at + 1]);
            }
            Path dataDirectory = Files.createTempDirectory("throughline-test-");
            return new TestServer(database, dataDirectory, database.fresh(dataDirectory, all), NOW, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second process on the same database, at the same time of day; to be closed before this one. */
    public TestServer beside() {
        return new TestServer(database, dataDirectory, get(Settings.class), clock.now, false);
    }

    public TestDatabase database() {
        return database;
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Everything that is wired. */
    public Collection<Object> beans() {
        return context.getBeansOfType(Object.class).values();
    }

    /** All tools, by name. */
    public List<Tool<?, ?>> tools() {
        List<Tool<?, ?>> tools = new ArrayList<>();
        for (Tool<?, ?> tool : context.getBeansOfType(Tool.class).values()) {
            tools.add(tool);
        }
        tools.sort(Comparator.comparing(Tool::name));
        return tools;
    }

    /** A way to the tables themselves, for what no service tells. */
    public JdbcClient sql() {
        return get(JdbcClient.class);
    }

    public void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    /** A tenant with one workspace and the person who owns it. */
    public record Company(Tenant tenant, Person owner, Principal principal, Workspace workspace) {}

    /** Makes a tenant with the workspace {@code APP}; keys of workspaces may be the same in several tenants. */
    public Company company(String tenantKey) {
        AccessService access = get(AccessService.class);
        Tenant tenant = access.addTenant(tenantKey, "Company " + tenantKey, false);
        Person owner = access.addPerson("owner@" + tenantKey + ".example", "Ada Owner", ZoneOffset.UTC, false);
        Principal principal = principal(tenant, owner);
        return new Company(
                tenant, owner, principal, get(WorkspaceService.class).create(principal, "APP", "The application"));
    }

    public Principal principal(Tenant tenant, Person person) {
        return new Principal(tenant.id(), person.id(), person.name(), person.zone(), "test", Scope.all());
    }

    /** Somebody with a role in a workspace, as they call. */
    public Principal colleague(Company company, String name, Role role) {
        AccessService access = get(AccessService.class);
        Person person = access.addPerson(name + "@" + company.tenant().key() + ".example", name, ZoneOffset.UTC, false);
        access.grantRole(company.tenant().id(), company.workspace().id(), person.id(), role);
        return principal(company.tenant(), person);
    }

    /** Rows of each table, those of the migrations left out. */
    public Map<String, Long> rowsByTable() {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : tables()) {
            rows.put(
                    table,
                    sql().sql("select count(*) from " + table)
                            .query((row, number) -> row.getLong(1))
                            .single());
        }
        return rows;
    }

    public List<String> tables() {
        String statement = switch (database) {
            case SQLITE ->
                "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
                        + " and name not like 'item_text%' and name not like 'flyway%' order by name";
            case POSTGRESQL ->
                "select tablename from pg_tables where schemaname = 'public' and tablename not like 'flyway%'"
                        + " order by tablename";
        };
        return sql().sql(statement).query((row, number) -> row.getString(1)).list();
    }

    @Override
    public void close() {
        context.close();
        if (!first) {
            return;
        }
        try (Stream<Path> files = Files.walk(dataDirectory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class StillClock extends Clock {

        private volatile Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
