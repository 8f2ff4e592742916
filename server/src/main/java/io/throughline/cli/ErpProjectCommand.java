package io.throughline.cli;

import io.throughline.access.Principal;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import io.throughline.timelog.Folded;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpProject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code erp project}. */
@Command(
        name = "project",
        mixinStandardHelpOptions = true,
        description = "Adds, lists, renames and switches projects.",
        subcommands = {
            ErpProjectCommand.Add.class,
            ErpProjectCommand.ListProjects.class,
            ErpProjectCommand.Rename.class,
            ErpProjectCommand.Off.class,
            ErpProjectCommand.On.class
        },
        synopsisSubcommandLabel = "add|list|rename|off|on")
final class ErpProjectCommand extends CommandGroup {

    /** @param idOrName id or complete name of a project */
    static LogProject find(ErpAdministration erp, Principal operator, String idOrName) {
        List<ErpProject> all = erp.projects(operator);
        return all.stream()
                .map(ErpProject::project)
                .filter(project ->
                        String.valueOf(project.id()).equals(idOrName.strip()) || Folded.same(project.team(), idOrName))
                .findFirst()
                .orElseThrow(() -> new CallerMistakeException("There is no project '" + idOrName + "'. There are: "
                        + NearMatches.list(
                                idOrName,
                                all.stream().map(one -> one.project().name()).toList())
                        + "."));
    }

    /** What follows the last slash: {@code Mobile} of {@code Atlas / Mobile}. */
    private static String shortName(String completeName) {
        return completeName.substring(completeName.lastIndexOf('/') + 1).strip();
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a project.")
    static final class Add extends ErpCommand.Administering {

        @Parameters(paramLabel = "NAME", description = "Complete name, such as \"Atlas / Mobile\".")
        private String name = "";

        @Option(
                names = "--short",
                paramLabel = "NAME",
                description = "Short name (default: what follows the last slash).")
        private @Nullable String shortName;

        @Option(names = "--workspace", paramLabel = "KEY", description = "Workspace whose backlog the work is for.")
        private @Nullable String workspace;

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            LogProject made =
                    erp.addProject(operator, name, Objects.requireNonNullElse(shortName, shortName(name)), workspace);
            out.println("Project " + made.id() + " is " + made.name() + ". Let people log on it with: throughline erp"
                    + " assign EMAIL --project " + made.id());
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all projects.")
    static final class ListProjects extends ErpCommand.Administering {

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            out.printf("%-6s %-40s %-20s %-9s %s%n", "id", "name", "short name", "workspace", "state");
            for (ErpProject project : erp.projects(operator)) {
                out.printf(
                        "%-6d %-40s %-20s %-9s %s%n",
                        project.project().id(),
                        project.project().name(),
                        project.project().subteam(),
                        Objects.requireNonNullElse(project.workspaceKey(), ""),
                        project.active() ? "on" : "off");
            }
        }
    }

    @Command(name = "rename", mixinStandardHelpOptions = true, description = "Gives a project another name.")
    static final class Rename extends ErpCommand.Administering {

        @Parameters(index = "0", paramLabel = "PROJECT", description = "Id or complete name.")
        private String project = "";

        @Parameters(index = "1", paramLabel = "NAME", description = "New complete name.")
        private String name = "";

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            LogProject found = find(erp, operator, project);
            erp.renameProject(operator, found.id(), name, shortName(name));
            out.println("Project " + found.id() + " is " + name.strip() + " now.");
        }
    }

    @Command(
            name = "off",
            mixinStandardHelpOptions = true,
            description = "Nobody finds the project for new time. What is logged stays.")
    static final class Off extends ErpCommand.Administering {

        @Parameters(paramLabel = "PROJECT", description = "Id or complete name.")
        private String project = "";

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            LogProject found = find(erp, operator, project);
            erp.switchProject(operator, found.id(), false);
            out.println(found.name() + " is off.");
        }
    }

    @Command(name = "on", mixinStandardHelpOptions = true, description = "Brings a project back.")
    static final class On extends ErpCommand.Administering {

        @Parameters(paramLabel = "PROJECT", description = "Id or complete name.")
        private String project = "";

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            LogProject found = find(erp, operator, project);
            erp.switchProject(operator, found.id(), true);
            out.println(found.name() + " is on.");
        }
    }
}
