package io.throughline.console;

import io.throughline.access.Role;
import io.throughline.problem.CallerMistakeException;
import io.throughline.workspace.teams.TeamFileService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The teams of a workspace as one file: out, and in again after a look at the differences. */
@Controller
final class TeamFilePage {

    private static final String FILE = TeamsPage.TEAMS + "/file";
    private static final long MAX_BYTES = 1 << 20;
    private static final MediaType YAML = new MediaType("application", "yaml", StandardCharsets.UTF_8);

    private final TeamFileService files;

    TeamFilePage(TeamFileService files) {
        this.files = files;
    }

    @GetMapping(FILE)
    String page(WorkspaceVisit here) {
        return "team-file";
    }

    @GetMapping(FILE + ".yaml")
    ResponseEntity<byte[]> download(WorkspaceVisit here) {
        String name = "teams-" + here.workspace().key() + ".yaml";
        return ResponseEntity.ok()
                .contentType(YAML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(files.export(here.workspace()).getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing is kept between the preview and the import: the browser sends the file each time. */
    @PostMapping(FILE)
    String bringIn(
            WorkspaceVisit here,
            @RequestParam(required = false) @Nullable MultipartFile file,
            @RequestParam(defaultValue = "false") boolean removeOthers,
            @RequestParam(defaultValue = "preview") String step,
            @RequestParam(defaultValue = "") String version,
            HttpServletResponse response,
            Model model)
            throws IOException {
        here.require(Role.ADMIN);
        model.addAttribute("removeOthers", removeOthers);
        try {
            String text = text(file);
            boolean write = step.equals("import") && !version.isEmpty();
            TeamFileService.Preview preview = write
                    ? files.apply(here.principal(), here.workspace(), text, removeOthers, version)
                    : files.preview(here.principal(), here.workspace(), text, removeOthers);
            model.addAttribute("preview", preview);
            model.addAttribute("written", write);
        } catch (CallerMistakeException e) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            model.addAttribute("mistake", e.getMessage());
        }
        return "team-file";
    }

    private static String text(@Nullable MultipartFile file) throws IOException {
        if (file == null || file.isEmpty()) {
            throw new CallerMistakeException("Choose a file first.");
        }
        if (file.getSize() > MAX_BYTES) {
            throw new CallerMistakeException("The file is larger than 1 MB, which is more than teams can take.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.getBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CallerMistakeException("The file is not text in UTF-8. Save it so, and send it again.");
        }
    }
}
