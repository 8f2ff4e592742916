package io.throughline.cli;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpAssignment;
import io.throughline.timelog.embedded.ErpPerson;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code erp}: sets up the embedded ERP, which keeps the time logs. */
@Command(
        name = "erp",
        mixinStandardHelpOptions = true,
        description = "Sets up the embedded ERP: what people log time on, and who may.",
        subcommands = {
            ErpProjectCommand.class,
            ErpLabelCommand.class,
            ErpCommand.People.class,
            ErpCommand.Assign.class,
            ErpCommand.EndAssignment.class,
            ErpCommand.Week.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Example:",
            "  throughline erp project add \"Atlas / Mobile\"",
            "  throughline erp assign ada@example.com --project \"Atlas / Mobile\"",
            "  throughline key create --user ada@example.com --scopes \"logs:read logs:write\"   (a token of the ERP)"
        })
final class ErpCommand extends CommandGroup {

    /** What all of them do: open the features, and do something as the operator. */
    abstract static class Administering implements Callable<Integer> {

        @Mixin
        private SettingOptions options = new SettingOptions();

        @Mixin
        private TenantOption tenant = new TenantOption();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            try (var context = Application.open(options.read())) {
                Principal operator = context.getBean(AccessService.class).localPerson(tenant.key());
                act(
                        context.getBean(ErpAdministration.class),
                        operator,
                        spec.commandLine().getOut());
            }
            return 0;
        }

        abstract void act(ErpAdministration erp, Principal operator, PrintWriter out);
    }

    @Command(
            name = "people",
            mixinStandardHelpOptions = true,
            description = "Lists who may log time on what, with the ids of the assignments.")
    static final class People extends Administering {

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            out.printf("%-36s %-6s %-36s %-10s %s%n", "person", "id", "project", "from", "to");
            for (ErpPerson person : erp.people(operator)) {
                if (person.assignments().isEmpty()) {
                    out.printf("%-36s %-6s %s%n", person.email(), "", "may log on nothing yet");
                }
                for (ErpAssignment assignment : person.assignments()) {
                    out.printf(
                            "%-36s %-6d %-36s %-10s %s%n",
                            person.email(),
                            assignment.id(),
                            assignment.project().name(),
                            assignment.from(),
                            Objects.requireNonNullElse(assignment.to(), "open end"));
                }
            }
        }
    }

    @Command(
            name = "assign",
            mixinStandardHelpOptions = true,
            description = "Lets a person log time on a project, and makes the week logs for it.")
    static final class Assign extends Administering {

        @Parameters(paramLabel = "EMAIL", description = "Address of the person.")
        private String email = "";

        @Option(
                names = "--project",
                paramLabel = "PROJECT",
                required = true,
                description = "Id or complete name, as erp project list shows them.")
        private String project = "";

        @Option(names = "--from", paramLabel = "DATE", description = "First day, YYYY-MM-DD (default: this Monday).")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "DATE", description = "Last day, YYYY-MM-DD (default: open end).")
        private @Nullable String to;

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            LocalDate first =
                    from == null ? Weeks.mondayOf(LocalDate.now(Clock.system(operator.zone()))) : Weeks.date(from);
            ErpAssignment made = erp.assign(
                    operator,
                    ErpProjectCommand.find(erp, operator, project).id(),
                    email,
                    first,
                    to == null ? null : Weeks.date(to));
            out.println(email + " may log on " + made.project().name() + " from " + made.from()
                    + (made.to() == null ? " on" : " to " + made.to()) + " (assignment " + made.id() + ").");
        }
    }

    @Command(
            name = "end-assignment",
            mixinStandardHelpOptions = true,
            description = "Lets a person log no more on a project after a day. What they logged stays.")
    static final class EndAssignment extends Administering {

        @Parameters(paramLabel = "ID", description = "Id as erp people shows it.")
        private long id;

        @Option(names = "--last-day", paramLabel = "DATE", required = true, description = "Last day, YYYY-MM-DD.")
        private String lastDay = "";

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            erp.endAssignment(operator, id, Weeks.date(lastDay));
            out.println("Assignment " + id + " ends on " + lastDay + ".");
        }
    }

    @Command(
            name = "week",
            mixinStandardHelpOptions = true,
            description = "Makes the log of a week for a person, with their projects, unless it is there.")
    static final class Week extends Administering {

        @Parameters(index = "0", paramLabel = "EMAIL", description = "Address of the person.")
        private String email = "";

        @Parameters(index = "1", paramLabel = "MONDAY", description = "Monday of the week, YYYY-MM-DD.")
        private String monday = "";

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            var week = erp.ensureWeek(operator, email, Weeks.monday(monday));
            out.println("Week log " + week.id() + " of " + email + ", " + week.weekStarting() + " to "
                    + week.weekEnding() + ", has " + week.projects().size() + " projects.");
        }
    }
}
