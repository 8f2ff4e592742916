package io.throughline.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.TestServer;
import io.throughline.access.AuditFilter;
import io.throughline.access.AuditService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.TimeLogService;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.WorkspaceService;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages about time as a browser without scripts meets them. The server's day is Saturday, 2026-11-21. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TimePagesTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final String WEEK = "/time/2026-11-16";
    private static final String XSS = "<script>alert(1)</script>\"' onload=x ${7*7} [[1]]";
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");

    private final TestDatabase database;
    private final RunningConsole console;
    private final TestServer.Company company;
    private final Person amina;
    private final Principal logger;
    private final LogProject atlas;
    private final LogProject zeus;

    TimePagesTest(TestDatabase database) {
        this.database = database;
        console = RunningConsole.on(database);
        company = console.company("firm");
        amina = console.colleague(company, "amina", Role.MEMBER);
        logger = new Principal(company.tenant().id(), amina.id(), amina.name(), amina.zone(), "test", Scope.all());
        atlas = project("Atlas / Mobile");
        zeus = project("Zeus");
    }

    @AfterEach
    void close() {
        console.close();
    }

    private LogProject project(String name) {
        ErpAdministration administration = console.get(ErpAdministration.class);
        LogProject made = administration.addProject(company.principal(), name, "", null);
        administration.assign(company.principal(), made.id(), amina.email(), MONDAY.minusWeeks(2), null);
        return made;
    }

    private void log(LogProject project, String text, LocalDate date, int minutes) {
        var put = new EntryChange.Put(project, text, null, null, date, minutes, null);
        console.get(TimeLogService.class)
                .change(logger, "log.test", new WeekChange(date.with(java.time.DayOfWeek.MONDAY), List.of(put)));
    }

    private WeekLog week() {
        return console.get(TimeLogService.class).findWeek(logger, MONDAY).orElseThrow();
    }

    private LoggedTask line(String text) {
        return week().projects().stream()
                .flatMap(project -> project.tasks().stream())
                .filter(task -> task.description().equals(text))
                .findFirst()
                .orElseThrow();
    }

    /** The form as the page shows it, to be filled in. */
    private static final class Form {
        private final List<String> fields = new ArrayList<>();
        private final String page;

        /** As it would be, had it been shown. */
        Form() {
            page = "";
            with("had", "");
            with("seen", "");
        }

        Form(HttpResponse<String> page) {
            this.page = page.body();
            for (String name : List.of("had", "seen")) {
                with(name, hidden(name));
            }
        }

        private String hidden(String name) {
            Matcher field = HIDDEN.matcher(page);
            while (field.find()) {
                if (field.group(1).equals(name)) {
                    return field.group(2);
                }
            }
            throw new AssertionError("There is no field " + name + " in " + page);
        }

        /** A line that is there, with its hours from Monday on; a day that is not told is emptied. */
        Form line(LoggedTask task, LogProject project, String... hours) {
            String label = Choice.of(java.util.Objects.requireNonNull(
                            task.days().getFirst().label()))
                    .text();
            return row(SeenLine.of(task, MONDAY).text(), project, task.description(), label, hours);
        }

        Form newLine(LogProject project, String text, String... hours) {
            return row("", project, text, "", hours);
        }

        Form row(String line, LogProject project, String text, String label, String... hours) {
            with("line", line);
            with("project", Choice.of(project).text());
            with("text", text);
            with("item", "");
            with("label", label);
            for (int day = 0; day < 7; day++) {
                with("d" + (day + 1), day < hours.length ? hours[day] : "");
            }
            return this;
        }

        Form with(String name, String value) {
            fields.add(name);
            fields.add(value);
            return this;
        }

        HttpResponse<String> press(Browser browser, String step) {
            return press(browser, WEEK, step);
        }

        HttpResponse<String> press(Browser browser, String week, String step) {
            with("step", step);
            return browser.submit(week, fields.toArray(String[]::new));
        }
    }

    // --- a week ---

    @Test
    void aWeekIsReadFilledInAndSaved() {
        log(atlas, "Login screen", MONDAY, 120);
        Browser browser = console.signedIn(amina);

        HttpResponse<String> page = browser.get("/time");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "16 – 22 November 2026", "Login screen", "Atlas / Mobile", "value=\"2:00\"", "Nothing logged:")
                .contains("aria-current=\"date\"");

        HttpResponse<String> saved = new Form(page)
                .line(line("Login screen"), atlas, "2:00", "1,5", "45m")
                .newLine(zeus, "Planning", "", "", "", "2h 30m")
                .newLine(zeus, "")
                .press(browser, "save");

        assertThat(saved.statusCode()).isEqualTo(302);
        assertThat(line("Login screen").days()).extracting(day -> day.minutes()).containsExactly(120, 90, 45);
        assertThat(line("Planning").findDay(MONDAY.plusDays(3)).orElseThrow().minutes())
                .isEqualTo(150);
        assertThat(browser.get(WEEK).body()).contains("Saved: 3 new.", ">6:45<", "value=\"2:30\"");
        assertThat(console.get(AuditService.class)
                        .page(company.principal(), new AuditFilter(null, null, null, "log.week", null, null), null, 9))
                .hasSize(1);
    }

    @Test
    void anEmptiedCellIsTakenAwayAndOnlyThatOne() {
        log(atlas, "Login", MONDAY, 120);
        log(atlas, "Login", MONDAY.plusDays(1), 60);
        Browser browser = console.signedIn(amina);

        new Form(browser.get(WEEK)).line(line("Login"), atlas, "", "1").press(browser, "save");

        assertThat(line("Login").days()).extracting(day -> day.date()).containsExactly(MONDAY.plusDays(1));
        assertThat(browser.get(WEEK).body()).contains("Saved: 1 removed.");
    }

    @Test
    void aLabelIsChangedForTheWholeLine() {
        var meeting = console.get(ErpAdministration.class).addLabel(company.principal(), "Travel");
        log(atlas, "Login", MONDAY, 120);
        log(atlas, "Login", MONDAY.plusDays(1), 60);
        Browser browser = console.signedIn(amina);

        new Form(browser.get(WEEK))
                .row(
                        SeenLine.of(line("Login"), MONDAY).text(),
                        atlas,
                        "Login",
                        Choice.of(meeting).text(),
                        "2",
                        "1")
                .press(browser, "save");

        assertThat(line("Login").days()).extracting(day -> day.label()).containsOnly(meeting);
    }

    @Test
    void whatIsRefusedStaysWithItsReasonAndTheRestIsSaved() {
        log(atlas, "Login", MONDAY, 23 * 60);
        Browser browser = console.signedIn(amina);

        HttpResponse<String> answer = new Form(browser.get(WEEK))
                .newLine(zeus, "Planning", "2", "3", "soon")
                .press(browser, "save");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Saved: 1 new. What is marked was not saved; it is still as you typed it.")
                .contains("with 2:00 h more it would be longer than 24 hours", "value=\"2\"")
                .contains("&#39;soon&#39; is no time.", "value=\"soon\"")
                .contains("value=\"3:00\"");
        assertThat(line("Planning").days()).extracting(day -> day.date()).containsExactly(MONDAY.plusDays(1));
    }

    @Test
    void whoSavesSecondSeesBothValuesAndLosesNothing() {
        log(atlas, "Login", MONDAY, 60);
        Browser first = console.signedIn(amina);
        Browser second = console.signedIn(amina);
        Form ofFirst = new Form(first.get(WEEK)).line(line("Login"), atlas, "2");
        Form ofSecond =
                new Form(second.get(WEEK)).line(line("Login"), atlas, "3", "4").newLine(zeus, "Planning", "", "", "1");

        assertThat(ofFirst.press(first, "save").statusCode()).isEqualTo(302);
        HttpResponse<String> conflict = ofSecond.press(second, "save");

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body())
                .contains("The week was changed elsewhere", "Now 2:00 (was 1:00)", "value=\"3\"", "value=\"4\"")
                .contains("Planning");
        assertThat(line("Login").minutes()).isEqualTo(120);
        assertThat(new Form(conflict)
                        .line(line("Login"), atlas, "3", "4")
                        .newLine(zeus, "Planning", "", "", "1")
                        .press(second, "save")
                        .statusCode())
                .isEqualTo(302);
        assertThat(line("Login").days()).extracting(day -> day.minutes()).containsExactly(180, 240);
        assertThat(line("Planning").minutes()).isEqualTo(60);
    }

    @Test
    void twoWhoFillInAWeekThatIsNotThereDoNotOverwriteEachOther() {
        String later = "/time/2027-06-07";
        Browser first = console.signedIn(amina);
        Browser second = console.signedIn(amina);
        HttpResponse<String> page = first.get(later);
        assertThat(page.body()).contains("There is no log of this week yet: the first save makes it.");
        Form ofSecond = new Form(second.get(later)).newLine(atlas, "Login", "3");

        new Form(page).newLine(atlas, "Login", "2").press(first, later, "save");
        HttpResponse<String> conflict = ofSecond.press(second, later, "save");

        assertThat(first.get(later).body()).contains("The log of this week is there now.", "value=\"2:00\"");
        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(conflict.body()).contains("Now 2:00 (was empty)", "value=\"3\"");
    }

    @Test
    void aCompletedWeekIsReadOnlyUntilItIsOpenedAgain() {
        log(atlas, "Login", MONDAY, 60);
        Browser browser = console.signedIn(amina);
        Form late = new Form(browser.get(WEEK)).line(line("Login"), atlas, "5");

        HttpResponse<String> done =
                new Form(browser.get(WEEK)).line(line("Login"), atlas, "2").press(browser, "complete");
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(week().completed()).isTrue();
        assertThat(week().minutes()).isEqualTo(120);
        assertThat(browser.get(WEEK).body())
                .contains("This week is completed", "amina", "21 November 2026, 09:00", "Open the week again")
                .doesNotContain("class=\"hours\"");

        HttpResponse<String> locked = late.press(browser, "save");
        assertThat(locked.statusCode()).isEqualTo(409);
        assertThat(locked.body()).contains("The week was completed meanwhile", "value=\"5\"", "Now 2:00 (was 1:00)");

        Form again = new Form(locked).line(line("Login"), atlas, "5").with("reason", "Forgot the review");
        HttpResponse<String> open = again.press(browser, "reopen");
        assertThat(open.body()).contains("The week is open again. What you typed is not saved yet.", "value=\"5\"");
        assertThat(week().completed()).isFalse();
        new Form(open).line(line("Login"), atlas, "5").press(browser, "save");
        assertThat(week().minutes()).isEqualTo(300);
    }

    @Test
    void theWeekBeforeIsCopiedAndNotSaved() {
        log(atlas, "Login", MONDAY.minusWeeks(1), 90);
        log(zeus, "Planning", MONDAY.minusDays(6), 30);
        log(zeus, "Planning", MONDAY, 15);
        Browser browser = console.signedIn(amina);

        HttpResponse<String> rows = new Form(browser.get(WEEK)).press(browser, "copy-rows");
        HttpResponse<String> hours = new Form(browser.get(WEEK)).press(browser, "copy-hours");

        assertThat(rows.body()).contains("Copied, and not saved yet: 1 line.", ">Login</textarea>");
        assertThat(rows.body()).doesNotContain("value=\"1:30\"");
        assertThat(hours.body())
                .contains("not saved yet: 2 lines.", "value=\"1:30\"", "value=\"0:30\"", "value=\"0:15\"");
        assertThat(week().minutes()).isEqualTo(15);
    }

    @Test
    void daysOffAndExpectedTimeAreKnown() {
        WorkspaceService workspaces = console.get(WorkspaceService.class);
        workspaces.addMember(company.workspace(), "Amina", amina.email().toUpperCase(), null, 32 * 60, Map.of());
        workspaces.addDayOff(company.workspace(), new DayOff(null, MONDAY.plusDays(2), "Founders' day"));
        log(atlas, "Login", MONDAY, 384);
        log(atlas, "Login", MONDAY.plusDays(1), 60);

        assertThat(console.signedIn(amina).get(WEEK).body())
                .contains("Founders&#39; day", ">25:36<", "Less than expected:", "Tue 17 Nov (1:00 of 6:24)")
                .contains("Thu 19 Nov, Fri 20 Nov");
    }

    @Test
    void todayIsTheDayOfThePersonsZone() {
        console.pass(java.time.Duration.ofHours(38)); // Sunday, 23:00 UTC
        console.sql()
                .sql("update person set zone = 'Asia/Tokyo' where id = :id")
                .param("id", amina.id())
                .update();

        assertThat(console.signedIn(amina).get("/time").body()).contains("23 – 29 November 2026");
    }

    @Test
    void whatIsTypedIsShownAndNeverRun() {
        Browser browser = console.signedIn(amina);
        new Form(browser.get(WEEK)).newLine(zeus, XSS, "1").press(browser, "save");
        HttpResponse<String> refused = new Form(browser.get(WEEK))
                .newLine(atlas, XSS, XSS)
                .with("reason", XSS)
                .press(browser, "save");

        for (HttpResponse<String> answer : List.of(browser.get(WEEK), browser.get("/time/month/2026-11"), refused)) {
            assertThat(answer.body()).doesNotContain("<script>alert", "\"' onload", " 49 ", "style=");
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(browser.get(WEEK).body()).contains("&lt;script&gt;alert(1)");
        assertThat(browser.get("/time/month/2026-11/export.csv").body()).contains("\"\"' onload");
    }

    @Test
    void nobodyElseSeesTheWeek() {
        log(atlas, "Secret login", MONDAY, 60);
        Person colleague = console.colleague(company, "boris", Role.MEMBER);
        TestServer.Company rival = console.company("rival");

        for (Person other : List.of(colleague, company.owner(), rival.owner())) {
            Browser browser = console.signedIn(other);
            for (String path : List.of(WEEK, "/time/month/2026-11", "/time/month/2026-11/export.csv")) {
                assertThat(browser.get(path).body()).as(other.name() + path).doesNotContain("Secret login", "1:00");
            }
        }
        assertThat(console.signedIn(rival.owner()).get("/time/setup").body()).doesNotContain("Zeus");
        assertThat(console.browser().get(WEEK).statusCode()).isEqualTo(302);
    }

    @Test
    void weeksAreFoundByAnyOfTheirDays() {
        Browser browser = console.signedIn(amina);

        assertThat(Browser.location(browser.get("/time/2026-11-18")))
                .hasValueSatisfying(to -> assertThat(to).endsWith(WEEK));
        assertThat(Browser.location(browser.get("/time?day=2026-11-22")))
                .hasValueSatisfying(to -> assertThat(to).endsWith(WEEK));
        assertThat(browser.get("/time?day=2026-02-30").statusCode()).isEqualTo(400);
        assertThat(browser.get("/time/2026-13-01").statusCode()).isEqualTo(400);
        assertThat(browser.get("/time/month/2026-13").statusCode()).isEqualTo(400);
        assertThat(browser.get("/time/soon").statusCode()).isEqualTo(404);
    }

    // --- another ERP ---

    @Test
    void whoIsNotSignedInToAnotherErpIsToldHowAndKeepsWhatTheyTyped() {
        try (RunningConsole other = RunningConsole.on(database, "ERP_API_BASE_URL", "http://127.0.0.1:9/api/v1")) {
            TestServer.Company there = other.company("elsewhere");
            Browser browser = other.signedIn(there.owner());

            HttpResponse<String> page = browser.get("/time");
            assertThat(page.statusCode()).isEqualTo(409);
            assertThat(page.body())
                    .contains("You are not signed in to the ERP", "authenticate_with_token", "Try again");
            assertThat(browser.get("/time/month/2026-11").body()).contains("You are not signed in to the ERP");
            assertThat(browser.get("/time/setup").body()).contains("keeps time in the ERP of your company");
            assertThat(browser.post("/time/setup/labels", Map.of("name", "Mine"))
                            .statusCode())
                    .isEqualTo(404);

            browser.get("/account"); // has the token of forms
            HttpResponse<String> save =
                    new Form().newLine(atlas, "Long story", "2:15").press(browser, "save");
            assertThat(save.statusCode()).isEqualTo(409);
            assertThat(save.body())
                    .contains("You are not signed in to the ERP", "What you typed is still here.")
                    .contains(">Long story</textarea>", "value=\"2:15\"", "Atlas / Mobile");
        }
    }

    // --- a month ---

    @Test
    void aMonthIsSummedUpAndGoesOutAsAFile() {
        log(atlas, "Login", MONDAY, 90);
        log(zeus, "=1+1", MONDAY.plusDays(1), 30);
        Browser browser = console.signedIn(amina);

        assertThat(browser.get("/time/month/2026-11").body())
                .contains("November 2026", ">2:00<", "Atlas / Mobile", "75 %", "25 %", "href=\"" + WEEK + "\"");
        HttpResponse<String> csv = browser.get("/time/month/2026-11/export.csv");
        assertThat(csv.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"time-2026-11.csv\"");
        assertThat(csv.body().lines())
                .containsExactly(
                        "date,project,description,item,label,minutes,hours,completed",
                        "2026-11-16,Atlas / Mobile,Login,,General,90,1.50,no",
                        "2026-11-17,Zeus,'=1+1,,General,30,0.50,no");
        assertThat(browser.get("/time/month/2026-10").body()).contains("Nothing is logged in this month.");
    }

    // --- setting up ---

    @Test
    void ownersSetUpProjectsPeopleAndLabels() {
        Browser owner = console.signedIn(company.owner());
        owner.get("/time/setup");
        assertThat(owner.post("/time/setup/projects", Map.of("team", "Hermes / Web", "workspace", "APP"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(owner.post("/time/setup/labels", Map.of("name", "Travel")).statusCode())
                .isEqualTo(302);
        HttpResponse<String> twice = owner.post("/time/setup/projects", Map.of("team", "hermes / web"));
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(twice.body()).contains("There is a project &#39;Hermes / Web&#39; already");
        long hermes = console.get(ErpAdministration.class).projects(company.principal()).stream()
                .filter(project -> project.project().team().equals("Hermes / Web"))
                .findFirst()
                .orElseThrow()
                .project()
                .id();
        Map<String, String> assignment =
                Map.of("project", String.valueOf(hermes), "email", amina.email(), "from", "2026-11-02", "to", "");
        assertThat(owner.post("/time/setup/assignments", assignment).statusCode())
                .isEqualTo(302);
        assertThat(owner.get("/time/setup").body()).contains("Hermes / Web", "workspace APP", "Travel", "goes on");
        assertThat(console.signedIn(amina).get(WEEK).body()).contains("Hermes / Web", "Travel");

        owner.post("/time/setup/projects/" + hermes + "/switch", Map.of("active", "false"));
        assertThat(console.signedIn(amina).get(WEEK).body()).doesNotContain("Hermes / Web");
    }

    @Test
    void othersSetUpNothing() {
        Browser member = console.signedIn(amina);
        member.get(WEEK);

        assertThat(member.get("/time/setup").statusCode()).isEqualTo(403);
        assertThat(member.get(WEEK).body()).doesNotContain("/time/setup");
        assertThat(member.post("/time/setup/projects", Map.of("team", "Mine")).statusCode())
                .isEqualTo(403);
        assertThat(console.get(ErpAdministration.class).projects(company.principal()))
                .hasSize(2);
    }
}
