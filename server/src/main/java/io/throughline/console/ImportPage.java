package io.throughline.console;

import io.throughline.access.Role;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.ImportProgress;
import io.throughline.backlog.imports.ImportReport;
import io.throughline.backlog.imports.ImportService;
import io.throughline.backlog.imports.UnreadableBacklogException;
import io.throughline.backlog.imports.formats.BacklogFormats;
import io.throughline.backlog.imports.formats.ColumnMapFile;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.WorkspaceService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/**
 * Brings an export of another tracker into a workspace, after a look at what it would change. Nothing is kept between the two:
 * the browser sends the file each time, so that any node can serve either.
 */
@Controller
final class ImportPage {

    private static final String IMPORT = "/workspaces/{key}/import";
    private static final String AUTO = "auto";
    private static final int HEAD_BYTES = 64 * 1024;
    private static final int SHOWN_REFUSALS = 50;
    private static final long MAX_MAP_BYTES = 1 << 20;

    private final ImportService imports;
    private final WorkspaceService workspaces;
    private final Clock clock;

    ImportPage(ImportService imports, WorkspaceService workspaces, Clock clock) {
        this.imports = imports;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @GetMapping(IMPORT)
    String page(WorkspaceVisit here, Model model) {
        here.require(Role.MEMBER);
        return show(AUTO, model);
    }

    private static String show(String format, Model model) {
        model.addAttribute(
                "formats",
                BacklogFormats.all().stream().map(BacklogFormat::name).toList());
        model.addAttribute("format", format);
        model.addAttribute("maxMib", UploadLimit.IMPORT_MIB);
        return "import";
    }

    @PostMapping(IMPORT)
    String bringIn(
            WorkspaceVisit here,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(required = false) @Nullable MultipartFile map,
            @RequestParam(defaultValue = AUTO) String format,
            @RequestParam(defaultValue = "preview") String step,
            HttpServletResponse response,
            Model model)
            throws IOException {
        here.require(Role.MEMBER);
        try {
            if (file == null || file.isEmpty()) {
                throw new CallerMistakeException("Choose a file first.");
            }
            ImportReport report = run(here, file, map, format, !step.equals("import"));
            model.addAttribute("report", report);
            model.addAttribute(
                    "refusals", report.refusals().stream().limit(SHOWN_REFUSALS).toList());
            model.addAttribute("fileName", name(file));
        } catch (CallerMistakeException | UnreadableBacklogException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("mistake", e.getMessage());
        }
        return show(format, model);
    }

    private ImportReport run(
            WorkspaceVisit here, MultipartFile file, @Nullable MultipartFile map, String formatName, boolean dryRun)
            throws IOException, UnreadableBacklogException {
        ZoneId zone = here.principal().zone();
        var content = new BacklogFile(
                name(file), file::getInputStream, map(map), zone, LocalDate.ofInstant(clock.instant(), zone));
        BacklogFormat format = format(file, formatName);
        String id = here.workspace().publicId();
        return imports.importFile(
                here.principal(),
                () -> workspaces.resolveForWriting(here.principal(), id),
                format,
                content,
                dryRun,
                ImportProgress.NONE);
    }

    private static BacklogFormat format(MultipartFile file, String name)
            throws IOException, UnreadableBacklogException {
        if (!name.equals(AUTO)) {
            List<String> names =
                    BacklogFormats.all().stream().map(BacklogFormat::name).toList();
            return BacklogFormats.byName(name)
                    .orElseThrow(() -> new CallerMistakeException(
                            "The format must be auto or one of " + String.join(", ", names) + "."));
        }
        try (InputStream in = file.getInputStream()) {
            return BacklogFormats.recognise(in.readNBytes(HEAD_BYTES));
        }
    }

    private static @Nullable ColumnMap map(@Nullable MultipartFile map) throws IOException, UnreadableBacklogException {
        if (map == null || map.isEmpty()) {
            return null;
        }
        if (map.getSize() > MAX_MAP_BYTES) {
            throw new CallerMistakeException(
                    "The map of columns is larger than 1 MB. It names columns and nothing else.");
        }
        return ColumnMapFile.read(name(map), map.getBytes());
    }

    /** Without the folders that some browsers tell. */
    private static String name(MultipartFile file) {
        String name = file.getOriginalFilename();
        return name == null || name.isBlank()
                ? "file"
                : name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    }
}
