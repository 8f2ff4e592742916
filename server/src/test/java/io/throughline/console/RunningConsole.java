package io.throughline.console;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.access.Tenant;
import io.throughline.access.signin.SignInService;
import io.throughline.cli.Features;
import io.throughline.settings.Settings;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server as {@code serve} starts it, on a database of its own, at a time that stands still until it is moved. */
public final class RunningConsole implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery staple";

    private final GenericApplicationContext context;
    private final Settings settings;

    private RunningConsole(Settings settings, Class<?>... more) {
        this.settings = settings;
        List<Class<?>> features = new ArrayList<>(Features.web());
        features.add(MovableTime.class);
        features.addAll(List.of(more));
        context = Features.serve(settings, features);
    }

    /** @param flags names of settings and their values, one after the other */
    public static RunningConsole on(TestDatabase database, String... flags) {
        try {
            Map<String, String> all = new HashMap<>();
            all.put("PORT", "0");
            for (int at = 0; at < flags.length; at += 2) {
                all.put(flags[at], flags[at + 1]);
            }
            return new RunningConsole(database.fresh(Files.createTempDirectory("throughline-console-"), all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param more wires what the product has otherwise */
    public static RunningConsole with(TestDatabase database, Class<?>... more) {
        try {
            Settings settings = database.fresh(Files.createTempDirectory("throughline-console-"), Map.of("PORT", "0"));
            return new RunningConsole(settings, more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param flags names of settings and their values
     * @param more wires what the product has otherwise
     */
    public static RunningConsole with(TestDatabase database, Map<String, String> flags, Class<?>... more) {
        try {
            Map<String, String> all = new HashMap<>(flags);
            all.put("PORT", "0");
            return new RunningConsole(database.fresh(Files.createTempDirectory("throughline-console-"), all), more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second node on the same database, at the time of its own clock. */
    public RunningConsole beside() {
        return new RunningConsole(settings);
    }

    public Browser browser() {
        return new Browser(url());
    }

    public String url() {
        return "http://localhost:"
                + Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer())
                        .getPort();
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T get(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public JdbcClient sql() {
        return get(JdbcClient.class);
    }

    public void pass(Duration time) {
        get(MovableClock.class).now = get(MovableClock.class).now.plus(time);
    }

    /** A tenant with the workspace {@code APP} and an owner who can sign in. */
    public TestServer.Company company(String key) {
        AccessService access = get(AccessService.class);
        Tenant tenant = access.addTenant(key, "Company " + key, false);
        Person owner = person("owner@" + key + ".example", "Ada Owner");
        var principal = new Principal(tenant.id(), owner.id(), owner.name(), owner.zone(), "test", Scope.all());
        Workspace workspace = get(WorkspaceService.class).create(principal, "APP", "The application");
        return new TestServer.Company(tenant, owner, principal, workspace);
    }

    /** Somebody who can sign in with {@link #PASSWORD}. */
    public Person person(String email, String name) {
        Person person = get(AccessService.class).addPerson(email, name, ZoneOffset.UTC, false);
        get(SignInService.class).setPassword(person, PASSWORD, null, "test", null);
        return person;
    }

    public Person colleague(TestServer.Company company, String name, Role role) {
        Person person = person(name + "@" + company.tenant().key() + ".example", name);
        get(AccessService.class)
                .grantRole(company.tenant().id(), company.workspace().id(), person.id(), role);
        return person;
    }

    public Browser signedIn(Person person) {
        Browser browser = browser();
        browser.signIn(person.email(), PASSWORD);
        return browser;
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    static class MovableTime {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    static final class MovableClock extends Clock {

        private volatile Instant now = TestServer.NOW;

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
