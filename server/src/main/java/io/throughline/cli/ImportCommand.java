package io.throughline.cli;

import io.throughline.access.AccessService;
import io.throughline.access.Principal;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.ImportReport;
import io.throughline.backlog.imports.ImportService;
import io.throughline.backlog.imports.UnreadableBacklogException;
import io.throughline.backlog.imports.formats.BacklogFormats;
import io.throughline.backlog.imports.formats.ColumnMapFile;
import io.throughline.problem.CallerMistakeException;
import io.throughline.problem.NearMatches;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Brings exports of other trackers into a workspace. The same file a second time changes nothing; rows"
                        + " that cannot go in are listed and never stop the others.",
        footer = {
            "",
            "Examples:",
            "  throughline import jira.csv --workspace APP --create \"Our app\"",
            "  throughline import issues.json --workspace APP --dry-run",
            "  throughline import sheet.csv --workspace APP --map columns.yaml   (docs/import.md)",
            "Exit code 0 if rows went in or were there already, 1 if every row was refused, 2 if a file is no backlog."
        })
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private SettingOptions options = new SettingOptions();

    @Mixin
    private TenantOption tenant = new TenantOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to import; - for standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--workspace", paramLabel = "KEY", required = true, description = "Where the items go.")
    private String workspaceKey = "";

    @Option(
            names = "--create",
            paramLabel = "NAME",
            arity = "0..1",
            fallbackValue = "",
            description = "Makes the workspace, with this name, if there is none of the key.")
    private @Nullable String create;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "auto",
            description = "jira-csv, jira-json, github-json, linear-csv, azure-csv, trello-json, csv, json (default:"
                    + " auto, from the content).")
    private String format = "auto";

    @Option(names = "--map", paramLabel = "FILE", description = "Names of columns, statuses and types (YAML or JSON).")
    private @Nullable Path map;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Zone of times that bear none (default: this machine's).")
    private @Nullable String zone;

    @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
    private boolean dryRun;

    @Option(names = "--refusals", paramLabel = "FILE", description = "Writes all refused rows into a CSV file.")
    private @Nullable Path refusals;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        ZoneId fileZone = zone();
        List<Source> sources = new ArrayList<>();
        try (var opened = new OpenedFiles();
                var context = Application.open(options.read())) {
            ColumnMap columnMap = map == null ? null : ColumnMapFile.read(map.toString(), OpenedFiles.read(map));
            for (String file : files) {
                Path path = opened.path(file);
                var content = new BacklogFile(
                        file.equals("-") ? "standard input" : path.getFileName().toString(),
                        opened.opener(path),
                        columnMap,
                        fileZone,
                        LocalDate.now(fileZone));
                sources.add(new Source(content, path, format(path, content)));
            }
            Principal operator = context.getBean(AccessService.class).localPerson(tenant.key());
            Supplier<Workspace> workspace = workspace(context.getBean(WorkspaceService.class), operator);
            return importAll(context.getBean(ImportService.class), operator, workspace, sources);
        } catch (UnreadableBacklogException e) {
            throw new CallerMistakeException(String.valueOf(e.getMessage()));
        }
    }

    /** A file and the format that reads it. */
    private record Source(BacklogFile file, Path path, BacklogFormat format) {}

    private BacklogFormat format(Path path, BacklogFile file) throws IOException, UnreadableBacklogException {
        if (!format.equals("auto")) {
            List<String> names =
                    BacklogFormats.all().stream().map(BacklogFormat::name).toList();
            return BacklogFormats.byName(format)
                    .orElseThrow(() -> new CallerMistakeException("--format is '" + format
                            + "', but must be auto or one of " + String.join(", ", names) + "."));
        }
        try {
            return BacklogFormats.recognise(OpenedFiles.head(path));
        } catch (UnreadableBacklogException e) {
            throw new UnreadableBacklogException(file.name() + ": " + e.getMessage());
        }
    }

    private Supplier<Workspace> workspace(WorkspaceService workspaces, Principal operator) {
        return () -> workspaces.findByKey(operator, workspaceKey).orElseGet(() -> {
            if (create == null) {
                List<String> keys = workspaces.allOfTenant(operator).stream()
                        .map(Workspace::key)
                        .toList();
                throw new CallerMistakeException("There is no workspace '" + workspaceKey + "'. There are: "
                        + NearMatches.list(workspaceKey, keys) + ". To make it, add: --create \"Its name\"");
            }
            return workspaces.create(operator, workspaceKey, create.isBlank() ? workspaceKey : create);
        });
    }

    private int importAll(
            ImportService imports, Principal operator, Supplier<Workspace> workspace, List<Source> sources)
            throws IOException, UnreadableBacklogException {
        PrintWriter out = spec.commandLine().getOut();
        boolean anyGood = false;
        try (var progress = new ImportProgressBar(refusals)) {
            for (Source source : sources) {
                progress.start(source.file().name(), source.path());
                ImportReport report;
                try {
                    report = imports.importFile(
                            operator, workspace, source.format(), progress.watched(source.file()), dryRun, progress);
                } catch (UnreadableBacklogException e) {
                    throw new UnreadableBacklogException(source.file().name() + ": " + e.getMessage());
                } finally {
                    progress.finish();
                }
                ImportReportText.print(out, source.file().name(), report, refusals);
                anyGood |= report.rows() > report.refused() || report.rows() == 0;
            }
        }
        return anyGood ? 0 : Main.FAULT;
    }

    private ZoneId zone() {
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new CallerMistakeException(
                    "--zone is '" + zone + "', which is no time zone. Give one such as Europe/Berlin.");
        }
    }
}
