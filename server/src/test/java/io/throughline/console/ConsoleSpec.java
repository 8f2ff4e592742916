package io.throughline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.access.AccessService;
import io.throughline.access.ApiKey;
import io.throughline.access.Role;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.Team;
import io.throughline.workspace.WorkspaceService;
import io.throughline.workspace.teams.MemberDetails;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The pages as browsers meet them. All pages are found in the table of addresses: a new one is walked by itself, or makes a
 * test fail until the variables of its address are known here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConsoleSpec {

    private static final String XSS = "<script>alert(1)</script>\"' onload=x javascript:alert(2) ${7*7} [[1]]";
    private static final int PAGE_BYTES = 150_000;
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private final ConsoleServer server;
    private final ConsoleServer.Company company;
    private final ConsoleServer.Company rival;
    private final Member rivalsMember;
    private final Member member;
    private final ConsoleBrowser owner;
    private final ConsoleBrowser viewer;
    private final ConsoleBrowser stranger;

    ConsoleSpec(TestDatabase database) {
        server = new ConsoleServer(database);
        company = server.company("firm", "APP");
        rival = server.company("rival", "SECRET");
        WorkspaceService workspaces = server.get(WorkspaceService.class);
        Team team = workspaces.addTeam(company.workspace(), XSS);
        member = workspaces.addMember(company.workspace(), XSS, XSS, team, 2_400, Map.of(XSS, 3));
        workspaces.addDayOff(company.workspace(), new DayOff(null, LocalDate.of(2199, 12, 31), XSS));
        workspaces.addDayOff(company.workspace(), new DayOff(member.id(), LocalDate.of(2199, 12, 31), XSS));
        rivalsMember = workspaces.addMember(rival.workspace(), "Rita Rival", null, null, null, Map.of());
        server.get(AccessService.class).createOwnKey(company.principal(), XSS, Set.of("mcp:enabled"), null);
        server.get(AccessService.class)
                .createOwnKey(rival.principal(), "key of the rival", Set.of("mcp:enabled"), null);
        owner = server.owner(company);
        viewer = server.colleague(company, "vera", Role.VIEWER);
        stranger = server.owner(rival);
    }

    @AfterAll
    void close() {
        server.close();
    }

    // --- all pages, by the table of addresses ---

    /** Pages behind a link for whoever asked for it. */
    private static final String STREAMED = "/erp-browser/";

    /** @param guarded takes a visitor, so that only people who signed in may see it */
    private record Page(String path, boolean post, boolean guarded) {

        boolean ofWorkspace() {
            return path.startsWith("/workspaces/APP");
        }
    }

    private List<Page> pages() {
        List<Page> pages = new ArrayList<>();
        server.get("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> {
                    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                    for (String pattern : mapping.getPatternValues()) {
                        if (!methods.isEmpty()) {
                            pages.add(new Page(
                                    path(pattern),
                                    !methods.contains(RequestMethod.GET),
                                    guarded(method) || pattern.startsWith(STREAMED)));
                        }
                    }
                });
        assertThat(pages).hasSizeGreaterThan(20);
        return pages;
    }

    private static boolean guarded(HandlerMethod method) {
        return Arrays.stream(method.getMethod().getParameterTypes())
                .anyMatch(type -> type == Visit.class || type == WorkspaceVisit.class);
    }

    private String path(String pattern) {
        Map<String, String> values = Map.of(
                "key", "APP",
                "member", String.valueOf(member.id()),
                "team", String.valueOf(member.teamId()),
                "id", "999999",
                "grantId", "999999",
                "secret", "nothing",
                "monday", "2026-11-16",
                "month", "2026-11");
        String path = pattern.replaceAll("(\\{\\w+):[^/]+\\}", "$1}");
        Matcher variable = Pattern.compile("\\{(\\w+)}").matcher(path);
        return variable.replaceAll(match -> {
            assertThat(values).as("the variables of " + pattern).containsKey(match.group(1));
            return values.get(match.group(1));
        });
    }

    @Test
    void everyPageIsThereForThoseWhoMay() {
        for (Page page : pages()) {
            if (!page.post()) {
                boolean link = page.path().contains("nothing") || page.path().startsWith(STREAMED);
                assertThat(owner.get(page.path()).statusCode())
                        .as(page.path() + " for the owner")
                        .isIn(link ? List.of(200, 302, 400, 404, 410) : List.of(200, 302, 400));
                assertThat(viewer.get(page.path()).statusCode())
                        .as(page.path() + " for a viewer")
                        .isIn(link ? List.of(200, 302, 400, 404, 410) : List.of(200, 302, 400, 403));
            }
        }
    }

    @Test
    void whoIsNotSignedInIsSentToSignIn() {
        var nobody = new ConsoleBrowser(server.url());
        for (Page page : pages()) {
            if (page.guarded() && !page.post() && !page.path().startsWith("/oauth")) {
                HttpResponse<String> answer = nobody.get(page.path());
                assertThat(answer.statusCode()).as(page.path()).isEqualTo(302);
                assertThat(answer.headers().firstValue("location"))
                        .as(page.path())
                        .hasValueSatisfying(
                                to -> assertThat(URI.create(to).getPath()).isEqualTo("/sign-in"));
            }
        }
    }

    @Test
    void anotherCompanysWorkspaceIsNotThere() {
        String token = stranger.token("/");
        for (Page page : pages()) {
            if (page.ofWorkspace()) {
                HttpResponse<String> answer = page.post()
                        ? stranger.postWithout(page.path(), Map.of("_csrf", token))
                        : stranger.get(page.path());
                HttpResponse<String> unknown = page.post()
                        ? stranger.postWithout(page.path().replace("/APP", "/NONE"), Map.of("_csrf", token))
                        : stranger.get(page.path().replace("/APP", "/NONE"));
                assertThat(answer.statusCode())
                        .as(page.path())
                        .isEqualTo(unknown.statusCode())
                        .isIn(page.post() ? List.of(400, 404) : List.of(404)); // 400: fields are missing
                assertThat(answer.body()).as(page.path()).doesNotContain("Work of firm", "Ada firm", "alert(1)");
            }
        }
    }

    @Test
    void idsOfAnotherCompanyAreNotThere() {
        ApiKey rivals =
                server.get(AccessService.class).keysSeenBy(rival.principal()).getFirst();

        assertThat(owner.get("/workspaces/APP/teams/members/" + rivalsMember.id())
                        .statusCode())
                .isEqualTo(404);
        HttpResponse<String> revoked = owner.post("/", "/integrations/mcp-server/" + rivals.id() + "/revoke", Map.of());
        HttpResponse<String> unknown = owner.post("/", "/integrations/mcp-server/999999/revoke", Map.of());
        assertThat(revoked.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(400);
        assertThat(server.get(AccessService.class)
                        .keysSeenBy(rival.principal())
                        .getFirst()
                        .revokedAt())
                .isNull();
        for (String page : List.of("/", "/workspaces", "/integrations/mcp-server", "/audit")) {
            assertThat(owner.get(page).body()).as(page).doesNotContain("rival", "SECRET");
        }
    }

    @Test
    void aFormWithoutItsTokenIsRefused() {
        for (Page page : pages()) {
            if (page.post() && page.guarded()) {
                HttpResponse<String> answer = owner.postWithout(page.path(), Map.of());
                assertThat(answer.statusCode()).as(page.path()).isEqualTo(403);
            }
        }
        assertThat(owner.postWithout("/workspaces", Map.of("key", "X", "name", "X"))
                        .body())
                .contains("The form came from another page");
    }

    @Test
    void aViewerLooksAndChangesNothing() {
        for (Page page : pages()) {
            boolean leaving = page.path().endsWith("/leave");
            if (page.post() && page.ofWorkspace() && !leaving) {
                HttpResponse<String> answer =
                        viewer.post("/", page.path(), Map.of("from", "2026-01-01", "day", "2026-01-01"));
                assertThat(answer.statusCode())
                        .as(page.path())
                        .isIn(page.path().contains("/members/") ? List.of(302, 400, 403) : List.of(400, 403, 404, 415));
            }
        }
        assertThat(viewer.get("/workspaces/APP/teams").body()).doesNotContain("Add the team");
    }

    // --- links, weight, what is typed ---

    @Test
    void noLinkIsDead() {
        crawl(owner);
        crawl(viewer);
        crawl(new ConsoleBrowser(server.url()));
    }

    private void crawl(ConsoleBrowser browser) {
        Deque<String> waiting = new ArrayDeque<>(List.of("/"));
        Set<String> seen = new HashSet<>(waiting);
        while (!waiting.isEmpty()) {
            String path = waiting.remove();
            HttpResponse<String> answer = browser.get(path);
            assertThat(answer.statusCode()).as(path).isIn(200, 302, 403);
            if (answer.headers().firstValue("content-type").orElse("").startsWith("text/html")) {
                Matcher link = LINK.matcher(answer.body());
                while (link.find()) {
                    String next = link.group(1).replaceAll("#.*", "").replace("&amp;", "&");
                    // The server's other name, at which passkeys work.
                    boolean otherName = next.startsWith("http://localhost:");
                    // Weeks and months go on for ever.
                    boolean farWeek = next.startsWith("/time/") && seen.size() > 150;
                    if (!next.isEmpty() && !otherName && !farWeek && seen.add(next)) {
                        assertThat(next).as("link on " + path).startsWith("/");
                        waiting.add(next);
                    }
                }
            }
        }
        assertThat(seen.size()).isLessThan(500);
    }

    @Test
    void aPageIsLight() {
        Matcher assets = LINK.matcher(owner.get("/").body());
        int shared = 0;
        while (assets.find()) {
            if (assets.group(1).startsWith("/assets/")) {
                HttpResponse<String> asset = owner.get(assets.group(1));
                shared += bytes(asset);
                assertThat(asset.headers().firstValue("cache-control")).hasValue("max-age=31536000, public, immutable");
                assertThat(asset.headers().firstValue("etag")).isPresent();
                String etag = asset.headers().firstValue("etag").orElseThrow();
                assertThat(owner.get(assets.group(1), "If-None-Match", etag).statusCode())
                        .isEqualTo(304);
            }
        }
        assertThat(shared).isGreaterThan(20_000);
        for (Page page : pages()) {
            if (!page.post()) {
                assertThat(shared + bytes(owner.get(page.path())))
                        .as(page.path())
                        .isLessThan(PAGE_BYTES);
            }
        }
    }

    private static int bytes(HttpResponse<String> answer) {
        return answer.body().getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void whatPeopleTypeIsShownAndNeverRun() {
        owner.post("/workspaces", "/workspaces", Map.of("key", "XSS", "name", XSS));
        String base = "/workspaces/XSS";
        String token = owner.token(base);
        List<HttpResponse<String>> answers = List.of(
                owner.get("/"),
                owner.get("/workspaces"),
                owner.get(base),
                owner.get("/workspaces/APP/teams"),
                owner.get("/workspaces/APP/teams/members/" + member.id()),
                owner.get("/integrations/mcp-server"),
                owner.get("/audit?text=" + java.net.URLEncoder.encode(XSS, StandardCharsets.UTF_8)),
                owner.get("/audit?action=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&outcome=%3Cscript%3Ealert(1)"),
                owner.postWithout("/workspaces", Map.of("_csrf", token, "key", XSS, "name", XSS)),
                owner.postWithout(base + "/name", Map.of("_csrf", token, "name", XSS.repeat(9))),
                owner.postWithout(
                        "/workspaces/APP/teams/members/" + member.id(),
                        Map.of("_csrf", token, "name", XSS, "capacity", XSS, "skills", XSS, "email", XSS)),
                owner.postWithout("/integrations/mcp-server", Map.of("_csrf", token, "name", XSS.repeat(3))),
                owner.postWithout("/integrations/mcp-server", Map.of("_csrf", token, "name", "x", "scope", XSS)),
                owner.upload(
                        base + "/import",
                        base + "/import",
                        XSS.replace("\"", ""),
                        XSS.getBytes(StandardCharsets.UTF_8),
                        Map.of("format", XSS)),
                owner.upload(
                        base + "/import",
                        base + "/import",
                        "a.csv",
                        ("title,status\n" + XSS.replace("\"", "") + ",To Do\n").getBytes(StandardCharsets.UTF_8),
                        Map.of()),
                owner.upload(
                        base + "/teams/file",
                        base + "/teams/file",
                        "a.yaml",
                        ("teams: ['" + XSS.replace("'", "") + "']").getBytes(StandardCharsets.UTF_8),
                        Map.of()),
                owner.upload(
                        base + "/teams/file",
                        base + "/teams/file",
                        "a.yaml",
                        XSS.getBytes(StandardCharsets.UTF_8),
                        Map.of()),
                owner.get("/%3Cscript%3Ealert(1)%3C/script%3E"));
        for (HttpResponse<String> answer : answers) {
            String from = answer.request().method() + " " + answer.uri();
            assertThat(answer.statusCode()).as(from).isIn(200, 400, 404);
            assertThat(answer.body())
                    .as(from)
                    .doesNotContain("<script>alert", "href=\"javascript:", "\"' onload", " 49 ", "style=");
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .as(from)
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(answers.get(3).body()).contains("&lt;script&gt;alert(1)");
    }

    // --- single pages ---

    @Test
    void aNewKeyIsShownOnceAndWorks() {
        HttpResponse<String> answer = owner.post(
                "/integrations/mcp-server",
                "/integrations/mcp-server",
                Map.of("name", "laptop", "scope", "backlog:read", "days", "30"));
        Matcher secret =
                Pattern.compile("id=\"secret\"[^>]*>(pm33_live_[\\w-]+)<").matcher(answer.body());

        assertThat(secret.find()).isTrue();
        assertThat(answer.headers().firstValue("cache-control").orElse("")).contains("no-store");
        assertThat(owner.get("/integrations/mcp-server").body())
                .contains("laptop", secret.group(1).substring(0, 14))
                .doesNotContain(secret.group(1));
        assertThat(owner.get("/audit").body()).contains("key.create").doesNotContain(secret.group(1));
        ApiKey made = server.get(AccessService.class).keysSeenBy(company.principal()).stream()
                .filter(key -> key.name().equals("laptop"))
                .findFirst()
                .orElseThrow();
        assertThat(made.scopes()).hasSize(2);
        assertThat(viewer.get("/integrations/mcp-server").body()).doesNotContain("laptop");
        assertThat(viewer.post("/", "/integrations/mcp-server/" + made.id() + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(400);
        assertThat(owner.post("/", "/integrations/mcp-server/" + made.id() + "/revoke", Map.of())
                        .statusCode())
                .isEqualTo(302);
        assertThat(owner.get("/integrations/mcp-server").body()).contains("revoked");
    }

    @Test
    void anImportIsLookedAtBeforeItChangesAnything() {
        String page = "/workspaces/APP/import";
        byte[] csv =
                "Issue key,Issue id,Summary,Issue Type,Status,Created\nA-1,1,First,Story,To Do,2026-01-02 10:00\nA-2,2,,Story,To Do,2026-01-02 10:00\n"
                        .getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> preview = owner.upload(page, page, "jira.csv", csv, Map.of("step", "preview"));
        assertThat(preview.statusCode()).isEqualTo(200);
        assertThat(preview.body()).contains("would do", "First", "Nothing was changed yet");
        assertThat(owner.get("/workspaces/APP").body()).contains("There are no items yet");
        HttpResponse<String> done = owner.upload(page, page, "jira.csv", csv, Map.of("step", "import"));
        assertThat(done.body()).contains("The import is done");
        assertThat(owner.get("/workspaces/APP").body()).doesNotContain("There are no items yet");
        assertThat(owner.upload(page, page, "x.bin", new byte[] {0, 1, 2}, Map.of())
                        .statusCode())
                .isEqualTo(400);
        assertThat(viewer.upload("/", page, "jira.csv", csv, Map.of("step", "import"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsRead() throws IOException {
        URI address = URI.create(server.url());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST /workspaces/APP/import HTTP/1.1\r\nHost: " + address.getAuthority()
                                    + "\r\nAccept: text/html\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                                    + "Content-Length: 100000000\r\n\r\n--x\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] start = socket.getInputStream().readNBytes(12);
            assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void twoPeopleWhoEditOneMemberDoNotOverwriteEachOther() {
        Member edited =
                server.get(WorkspaceService.class).addMember(company.workspace(), "Twice", null, null, null, Map.of());
        String page = "/workspaces/APP/teams/members/" + edited.id();
        String version = MemberDetails.of(edited).version();

        assertThat(owner.post(page, page, Map.of("name", "Twice", "capacity", "32", "version", version))
                        .statusCode())
                .isEqualTo(302);
        HttpResponse<String> slower =
                owner.post(page, page, Map.of("name", "Twice", "capacity", "20", "version", version));
        assertThat(slower.statusCode()).isEqualTo(400);
        assertThat(slower.body()).contains("Somebody else changed", "value=\"20\"");
        assertThat(owner.get(page).body()).contains("value=\"32\"");
    }

    @Test
    void theTrailIsForManagersAndGoesOutAsAFile() {
        assertThat(viewer.get("/audit").statusCode()).isEqualTo(403);
        assertThat(viewer.get("/audit/export.csv").statusCode()).isEqualTo(403);
        HttpResponse<String> csv = owner.get("/audit/export.csv?action=key.");
        assertThat(csv.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"audit-trail.csv\"");
        assertThat(csv.body())
                .startsWith("id,at,person,email,client,")
                .contains("key.create")
                .doesNotContain("rival");
        assertThat(owner.get("/audit/export.jsonl?action=key.").body().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).startsWith("{\"id\":"));
        assertThat(owner.get("/audit?from=nonsense").statusCode()).isEqualTo(400);
        assertThat(AuditFile.cell("=HYPERLINK(1)")).isEqualTo("'=HYPERLINK(1)");
        assertThat(AuditFile.cell("a=b")).isEqualTo("a=b");
    }

    @Test
    void whatIsNotThereIsNotFoundForEverybody() {
        var nobody = new ConsoleBrowser(server.url());
        for (String path :
                List.of("/nothing", "/.well-known/nothing", "/favicon.ico", "/problem/forged", "/problem/too-large")) {
            assertThat(nobody.get(path).statusCode()).as(path).isEqualTo(404);
            HttpResponse<String> page = owner.get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(404);
            assertThat(page.body()).contains("There is nothing at this address", "request id", "Ada firm");
            assertThat(page.body())
                    .contains(page.headers().firstValue("x-request-id").orElseThrow());
        }
    }
}
