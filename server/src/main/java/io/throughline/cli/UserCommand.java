package io.throughline.cli;

import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.signin.OneTimeLinkService;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import io.throughline.settings.Settings;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code user}. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Adds people, and lets them in again.",
        subcommands = {UserCommand.Add.class, UserCommand.Link.class},
        synopsisSubcommandLabel = "(add | link)")
final class UserCommand extends CommandGroup {

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds a person, or gives one that is known another role.",
            footer = {
                "",
                "Example:",
                "  throughline user add ada@example.com --name \"Ada\" --workspace APP --role member"
            })
    static final class Add implements Callable<Integer> {

        @Mixin
        private SettingOptions options = new SettingOptions();

        @Mixin
        private TenantOption tenant = new TenantOption();

        @Parameters(paramLabel = "EMAIL", description = "Address of the person.")
        private String email = "";

        @Option(names = "--name", paramLabel = "NAME", description = "How to call the person.")
        private @Nullable String name;

        @Option(names = "--zone", paramLabel = "ZONE", description = "Their time zone, such as Europe/Berlin.")
        private @Nullable String zone;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                defaultValue = "member",
                description = "owner, admin, member or viewer (default: member).")
        private String role = "member";

        @Option(
                names = "--workspace",
                paramLabel = "KEY",
                description = "Workspace, repeatable (default: all there are).")
        private List<String> workspaceKeys = new ArrayList<>();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Role wanted = Role.find(role)
                    .orElseThrow(() -> new CallerMistakeException(
                            "--role is '" + role + "', but must be owner, admin, member or viewer."));
            ZoneId wantedZone = zone(zone);
            try (var context = Application.open(options.read())) {
                AccessService access = context.getBean(AccessService.class);
                WorkspaceService workspaces = context.getBean(WorkspaceService.class);
                Principal operator = access.localPerson(tenant.key());
                List<Workspace> joined = joined(workspaces, operator);
                Person person = access.addPerson(email, name, wantedZone, false);
                joined.forEach(workspace -> access.grantRole(operator.tenantId(), workspace.id(), person.id(), wanted));
                String where = joined.isEmpty()
                        ? "a member of no workspace yet: there is none. Import a backlog first, then add them again."
                        : wanted.wireName() + " of "
                                + String.join(
                                        ", ",
                                        joined.stream().map(Workspace::key).toList()) + ".";
                spec.commandLine().getOut().println(person.email() + " is " + where);
            }
            return 0;
        }

        private List<Workspace> joined(WorkspaceService workspaces, Principal operator) {
            List<Workspace> all = workspaces.allOfTenant(operator);
            if (workspaceKeys.isEmpty()) {
                return all;
            }
            List<String> keys = all.stream().map(Workspace::key).toList();
            return workspaceKeys.stream()
                    .map(key -> workspaces
                            .findByKey(operator, key)
                            .orElseThrow(() -> new CallerMistakeException("--workspace is '" + key
                                    + "', but there is none of that key. There are: " + NearMatches.list(key, keys)
                                    + ".")))
                    .toList();
        }

        private static @Nullable ZoneId zone(@Nullable String name) {
            try {
                return name == null ? null : ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new CallerMistakeException(
                        "--zone is '" + name + "', which is no time zone. Give one such as Europe/Berlin.");
            }
        }
    }

    @Command(
            name = "link",
            mixinStandardHelpOptions = true,
            description = "Prints a link with which a person sets a new password: once, within an hour.",
            footer = {"", "Example:", "  throughline user link ada@example.com"})
    static final class Link implements Callable<Integer> {

        @Mixin
        private SettingOptions options = new SettingOptions();

        @Parameters(paramLabel = "EMAIL", description = "Address of the person.")
        private String email = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Settings settings = options.read();
            try (var context = Application.open(settings)) {
                String path = context.getBean(OneTimeLinkService.class).passwordPath(email);
                spec.commandLine().getOut().println(ServeCommand.url(settings, settings.port()) + path);
            }
            return 0;
        }
    }
}
