package io.throughline.cli;

import io.throughline.access.Principal;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpLabel;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command {@code erp label}. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        description = "Adds, lists, renames and switches labels, the kinds of work.",
        subcommands = {
            ErpLabelCommand.Add.class,
            ErpLabelCommand.ListLabels.class,
            ErpLabelCommand.Rename.class,
            ErpLabelCommand.Off.class,
            ErpLabelCommand.On.class
        },
        synopsisSubcommandLabel = "add|list|rename|off|on")
final class ErpLabelCommand extends CommandGroup {

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Adds a label.")
    static final class Add extends ErpCommand.Administering {

        @Parameters(paramLabel = "NAME", description = "Such as Coding.")
        private String name = "";

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            LogLabel made = erp.addLabel(operator, name);
            out.println("Label " + made.id() + " is " + made.name() + ".");
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all labels.")
    static final class ListLabels extends ErpCommand.Administering {

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            out.printf("%-6s %-40s %s%n", "id", "name", "state");
            for (ErpLabel label : erp.labels(operator)) {
                out.printf("%-6d %-40s %s%n", label.label().id(), label.label().name(), label.active() ? "on" : "off");
            }
        }
    }

    @Command(name = "rename", mixinStandardHelpOptions = true, description = "Gives a label another name.")
    static final class Rename extends ErpCommand.Administering {

        @Parameters(index = "0", paramLabel = "ID", description = "Id as erp label list shows it.")
        private long id;

        @Parameters(index = "1", paramLabel = "NAME", description = "New name.")
        private String name = "";

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            erp.renameLabel(operator, id, name);
            out.println("Label " + id + " is " + name.strip() + " now.");
        }
    }

    @Command(
            name = "off",
            mixinStandardHelpOptions = true,
            description = "New time cannot have the label. What has it keeps it.")
    static final class Off extends ErpCommand.Administering {

        @Parameters(paramLabel = "ID", description = "Id as erp label list shows it.")
        private long id;

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            erp.switchLabel(operator, id, false);
            out.println("Label " + id + " is off.");
        }
    }

    @Command(name = "on", mixinStandardHelpOptions = true, description = "Brings a label back.")
    static final class On extends ErpCommand.Administering {

        @Parameters(paramLabel = "ID", description = "Id as erp label list shows it.")
        private long id;

        @Override
        void act(ErpAdministration erp, Principal operator, PrintWriter out) {
            erp.switchLabel(operator, id, true);
            out.println("Label " + id + " is on.");
        }
    }
}
