package io.throughline.console;

import io.throughline.TestDatabase;
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
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The program as it serves browsers, with people who can sign in. */
final class ConsoleServer implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private final GenericApplicationContext context;
    private final String url;

    ConsoleServer(TestDatabase database) {
        try {
            Path directory = Files.createTempDirectory("throughline-console-");
            Settings settings = database.fresh(directory, Map.of("PORT", "0"));
            context = Features.serve(settings, Features.web());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        WebServer server = ((ServletWebServerApplicationContext) context).getWebServer();
        url = "http://127.0.0.1:" + Objects.requireNonNull(server).getPort();
    }

    String url() {
        return url;
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    <T> T get(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** A company with one workspace and its owner, who can sign in. */
    record Company(Tenant tenant, Person owner, Principal principal, Workspace workspace) {}

    Company company(String tenantKey, String workspaceKey) {
        AccessService access = get(AccessService.class);
        Tenant tenant = access.addTenant(tenantKey, "Company " + tenantKey, false);
        Person owner = access.addPerson("owner@" + tenantKey + ".example", "Ada " + tenantKey, ZoneOffset.UTC, false);
        get(SignInService.class).setPassword(owner, PASSWORD, null, "test", null);
        var principal = new Principal(tenant.id(), owner.id(), owner.name(), owner.zone(), "test", Scope.all());
        Workspace workspace = get(WorkspaceService.class).create(principal, workspaceKey, "Work of " + tenantKey);
        return new Company(tenant, owner, principal, workspace);
    }

    /** Somebody with a role, at a browser. */
    ConsoleBrowser colleague(Company company, String name, Role role) {
        AccessService access = get(AccessService.class);
        String email = name + "@" + company.tenant().key() + ".example";
        Person person = access.addPerson(email, name, ZoneOffset.UTC, false);
        get(SignInService.class).setPassword(person, PASSWORD, null, "test", null);
        access.grantRole(company.tenant().id(), company.workspace().id(), person.id(), role);
        return new ConsoleBrowser(url).signedInAs(email, PASSWORD);
    }

    ConsoleBrowser owner(Company company) {
        return new ConsoleBrowser(url).signedInAs(company.owner().email(), PASSWORD);
    }

    @Override
    public void close() {
        context.close();
    }
}
