package io.throughline;

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
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The program's HTTP server with its pages, on a database of its own and at a time that can be moved on. */
public final class TestWebServer implements AutoCloseable {

    /** Long enough for the rules. */
    public static final String PASSWORD = "correct horse battery";

    private final Path dataDirectory;
    private final boolean first;
    private final GenericApplicationContext context;

    @Configuration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }
    }

    private TestWebServer(Path dataDirectory, Settings settings, boolean first) {
        this.dataDirectory = dataDirectory;
        this.first = first;
        List<Class<?>> features = new ArrayList<>(Features.web());
        features.add(Time.class);
        this.context = Features.serve(settings, features);
    }

    public static TestWebServer on(TestDatabase database) {
        try {
            Path dataDirectory = Files.createTempDirectory("throughline-web-");
            return new TestWebServer(dataDirectory, database.fresh(dataDirectory), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second node on the same database; to be closed before this one. */
    public TestWebServer beside() {
        return new TestWebServer(dataDirectory, get(Settings.class), false);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public void pass(Duration time) {
        get(MovedClock.class).pass(time);
    }

    /** Without a slash at the end. */
    public String url() {
        var server = ((ServletWebServerApplicationContext) (Object) context).getWebServer();
        return "http://localhost:" + Objects.requireNonNull(server).getPort();
    }

    /** Nobody's browser. */
    public Browser browser() {
        return new Browser(url());
    }

    /** A tenant with one workspace and the person who owns it and can sign in with {@link #PASSWORD}. */
    public record Company(Tenant tenant, Person owner, Principal principal, Workspace workspace) {}

    /** Makes a tenant with the workspace {@code APP}. */
    public Company company(String tenantKey) {
        AccessService access = get(AccessService.class);
        Tenant tenant = access.addTenant(tenantKey, "Company " + tenantKey, false);
        Person owner = person("owner@" + tenantKey + ".example", "Ada Owner");
        var principal = new Principal(tenant.id(), owner.id(), owner.name(), owner.zone(), "test", Scope.all());
        Workspace workspace = get(WorkspaceService.class).create(principal, "APP", "The application");
        return new Company(tenant, owner, principal, workspace);
    }

    /** Somebody who can sign in with {@link #PASSWORD} and is a member of nothing. */
    public Person person(String email, String name) {
        Person person = get(AccessService.class).addPerson(email, name, ZoneOffset.UTC, false);
        get(SignInService.class).setPassword(person, PASSWORD, null, "test", null);
        return person;
    }

    /** Somebody with a role in a workspace, who can sign in with {@link #PASSWORD}. */
    public Person colleague(Company company, String name, Role role) {
        Person person = person(name + "@" + company.tenant().key() + ".example", name);
        get(AccessService.class)
                .grantRole(company.tenant().id(), company.workspace().id(), person.id(), role);
        return person;
    }

    /** The browser of somebody who signed in with {@link #PASSWORD}. */
    public Browser signedIn(Person person) {
        Browser browser = browser();
        browser.signIn(person.email(), PASSWORD);
        return browser;
    }

    @Override
    public void close() {
        context.close();
        if (!first) {
            return;
        }
        try {
            FileSystemUtils.deleteRecursively(dataDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
