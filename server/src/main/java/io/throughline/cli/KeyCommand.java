package io.throughline.cli;

import io.throughline.access.AccessService;
import io.throughline.access.ApiKey;
import io.throughline.access.Scope;
import io.throughline.problem.CallerMistakeException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code key}. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes API keys.",
        subcommands = {KeyCommand.Create.class, KeyCommand.ListKeys.class, KeyCommand.Revoke.class},
        synopsisSubcommandLabel = "create|list|revoke")
final class KeyCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a key and prints it, alone, on standard output. It cannot be shown again.",
            footer = {
                "",
                "Example:",
                "  throughline key create --user ada@example.com --scopes \"mcp:enabled backlog:read logs:read logs:write\" --expires 90d"
            })
    static final class Create implements Callable<Integer> {

        private static final Pattern LIFETIME = Pattern.compile("(\\d{1,4})([dh])");

        @Mixin
        private SettingOptions options = new SettingOptions();

        @Option(names = "--tenant", paramLabel = "TENANT", description = "Needed if the person works in several.")
        private @Nullable String tenant;

        @Option(names = "--user", paramLabel = "EMAIL", required = true, description = "Whose key it is.")
        private String email = "";

        @Option(
                names = "--scopes",
                paramLabel = "SCOPES",
                description = "What it allows, separated by blanks (default: all).")
        private @Nullable String scopes;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "command line",
                description = "What it is for, to tell keys apart.")
        private String name = "command line";

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                description = "Life time, such as 90d or 12h (default: none).")
        private @Nullable String expires;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            Set<String> wanted = new LinkedHashSet<>(
                    scopes == null
                            ? Scope.all().stream().map(Scope::wireName).toList()
                            : Arrays.stream(scopes.split("[\\s,]+"))
                                    .filter(scope -> !scope.isBlank())
                                    .toList());
            Duration lifetime = lifetime(expires);
            try (var context = Application.open(options.read())) {
                String key = context.getBean(AccessService.class).createKey(email, tenant, name, wanted, lifetime);
                spec.commandLine().getOut().println(key);
            }
            return 0;
        }

        private static @Nullable Duration lifetime(@Nullable String text) {
            if (text == null) {
                return null;
            }
            Matcher matcher = LIFETIME.matcher(text.strip());
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
                throw new CallerMistakeException(
                        "--expires is '" + text + "', but must be days or hours such as 90d or 12h.");
            }
            long count = Long.parseLong(matcher.group(1));
            return matcher.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the keys of a tenant.")
    static final class ListKeys implements Callable<Integer> {

        @Mixin
        private SettingOptions options = new SettingOptions();

        @Mixin
        private TenantOption tenant = new TenantOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            try (var context = Application.open(options.read())) {
                AccessService access = context.getBean(AccessService.class);
                List<ApiKey> keys = access.keys(access.localPerson(tenant.key()));
                PrintWriter out = spec.commandLine().getOut();
                out.printf(
                        "%-4s %-20s %-28s %-16s %-9s %-21s %s%n",
                        "id", "key", "person", "name", "state", "last use", "scopes");
                for (ApiKey key : keys) {
                    out.printf(
                            "%-4d %-20s %-28s %-16s %-9s %-21s %s%n",
                            key.id(),
                            key.hint(),
                            key.personEmail(),
                            key.name(),
                            state(key),
                            key.lastUsedAt() == null
                                    ? "never"
                                    : key.lastUsedAt().toString().substring(0, 19) + "Z",
                            Scope.join(key.scopes()));
                }
                if (keys.isEmpty()) {
                    out.println("none yet; make one with: throughline key create --user EMAIL");
                }
            }
            return 0;
        }

        private static String state(ApiKey key) {
            if (key.revokedAt() != null) {
                return "revoked";
            }
            boolean expired = key.expiresAt() != null && !key.expiresAt().isAfter(Instant.now(Clock.systemUTC()));
            return expired ? "expired" : "good";
        }
    }

    @Command(name = "revoke", mixinStandardHelpOptions = true, description = "Revokes a key at once.")
    static final class Revoke implements Callable<Integer> {

        @Mixin
        private SettingOptions options = new SettingOptions();

        @Mixin
        private TenantOption tenant = new TenantOption();

        @Parameters(paramLabel = "ID", description = "Id as in key list.")
        private long id;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            try (var context = Application.open(options.read())) {
                AccessService access = context.getBean(AccessService.class);
                access.revokeKey(access.localPerson(tenant.key()), id);
                spec.commandLine().getOut().println("Key " + id + " is revoked.");
            }
            return 0;
        }
    }
}
