package io.throughline.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.console.WeekDraft.Place;
import io.throughline.console.WeekDraft.Planned;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WeekDraftTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 16);
    private static final LogProject ATLAS = new LogProject(501, "Atlas / Mobile", "Mobile");
    private static final LogProject ZEUS = new LogProject(502, "Zeus", "Zeus");
    private static final LogLabel CODING = new LogLabel(61, "Coding");
    private static final LogLabel MEETING = new LogLabel(62, "Meeting");

    // --- what was typed, as changes ---

    @Test
    void onlyChangedCellsBecomeChanges() {
        WeekLog week = week("1", task(7, "Login", 0, 120), task(8, "login", 0, 60));

        List<EntryChange> changes = changes(
                week,
                row("7;61;120,0,0,0,0,0,0", "501 Atlas", "Login", "61 Coding", "2:00", "2,5", "", "", "", "", ""),
                row("8;61;60,0,0,0,0,0,0", "501 Atlas", "login", "61 Coding", "", "", "", "", "", "", "45m"));

        assertThat(changes)
                .containsExactly(
                        new EntryChange.Put(ATLAS, "Login", null, 7L, MONDAY.plusDays(1), 150, CODING),
                        new EntryChange.Remove(ATLAS, "login", null, 8L, MONDAY),
                        new EntryChange.Put(ATLAS, "login", null, 8L, MONDAY.plusDays(6), 45, CODING));
    }

    @Test
    void aNewLineNeedsItsWordsAndItsProject() {
        WeekDraft draft = draft(
                null,
                row("", "502 Zeus", " Plan\r\nthe week ", "", "", "", "1:30", "", "", "", ""),
                row("", "", "No project", "", "1", "", "", "", "", "", ""),
                row("", "502 Zeus", " ", "", "1", "", "", "", "", "", ""),
                row("", "502 Zeus", "Later", "", "", "", "", "", "", "", ""),
                row("", "777 Gone", "Elsewhere", "", "1", "", "", "", "", "", ""));

        assertThat(draft.planned())
                .containsExactly(new Planned(
                        new Place(0, 2),
                        new EntryChange.Put(ZEUS, "Plan\nthe week", null, null, MONDAY.plusDays(2), 90, null)));
        assertThat(draft.notes())
                .containsOnly(
                        Map.entry(Place.ofRow(1), "Choose the project that the time is for."),
                        Map.entry(Place.ofRow(2), "The description is empty. Say in some words what was done."),
                        Map.entry(Place.ofRow(3), "This line has no hours yet, so there is nothing to save."),
                        Map.entry(
                                Place.ofRow(4),
                                "You cannot log time on 'Gone' now. Choose another project, or ask whoever assigns people to"
                                        + " it."));
    }

    @Test
    void whatIsNoTimeIsToldAtItsCellAndKeepsNothingElseBack() {
        WeekDraft draft = draft(null, row("", "502 Zeus", "Plan", "", "two", "25", "2", "", "", "", ""));

        assertThat(draft.planned()).extracting(Planned::place).containsExactly(new Place(0, 2));
        assertThat(draft.notes())
                .containsOnly(
                        Map.entry(new Place(0, 0), "'two' is no time. Write hours such as 2, 2.5, 2:30 or 45m."),
                        Map.entry(new Place(0, 1), "'25' is more than the 24 hours of a day."));
    }

    @Test
    void anotherLabelIsForEveryDayOfTheLine() {
        WeekLog week = week("1", task(7, "Login", 0, 120, 60));

        assertThat(changes(
                        week,
                        row("7;61;120,60,0,0,0,0,0", "501 A", "Login", "62 Meeting", "2", "1", "", "", "", "", "")))
                .containsExactly(
                        new EntryChange.Put(ATLAS, "Login", null, 7L, MONDAY, 120, MEETING),
                        new EntryChange.Put(ATLAS, "Login", null, 7L, MONDAY.plusDays(1), 60, MEETING));
    }

    @Test
    void aSecondLineOfTheSameWordsIsRefused() {
        WeekLog week = week("1", task(7, "Login", 0, 120));

        WeekDraft draft = draft(
                week,
                row("", "501 A", "LOGIN ", "", "1", "", "", "", "", "", ""),
                row("", "502 Z", "Login", "", "1", "", "", "", "", "", ""),
                row("", "502 Z", "login", "", "2", "", "", "", "", "", ""));

        String twice = "There is a line with these words already. Put the time there, or use other words.";
        assertThat(draft.planned()).extracting(Planned::place).containsExactly(new Place(1, 0));
        assertThat(draft.notes()).containsOnly(Map.entry(Place.ofRow(0), twice), Map.entry(Place.ofRow(2), twice));
    }

    @Test
    void aFormOfAnotherPageIsRefused() {
        assertThatThrownBy(() -> TypedWeek.of(Map.of("line", new String[] {""})))
                .isInstanceOf(CallerMistakeException.class)
                .hasMessage(
                        "The form does not have the fields of this page, so nothing was saved. Reload the page and try"
                                + " again.");
        assertThatThrownBy(() -> typed(row("7;1;1,2", "501 A", "x", "", "", "", "", "", "", "", "")))
                .isInstanceOf(CallerMistakeException.class);
    }

    // --- laid over the week as it is ---

    @Test
    void whatSomebodyTypedStaysBesideWhatOthersSaved() {
        WeekLog now = week("2", task(7, "Login", 0, 180), task(9, "New of others", 3, 60));
        TypedWeek typed =
                typed(row("7;61;120,0,0,0,0,0,0", "501 A", "Login", "61 Coding", "4", "1", "", "", "", "", ""));

        List<GridRow> rows = WeekGrid.rows(now, MONDAY, typed, Map.of());

        assertThat(rows).extracting(GridRow::text).containsExactly("Login", "New of others");
        assertThat(rows.getFirst().cells().get(0)).isEqualTo(new GridCell("4", 180, true, "Now 3:00 (was 2:00)"));
        assertThat(rows.getFirst().cells().get(1)).isEqualTo(new GridCell("1", 0, true, null));
        assertThat(rows.getFirst().lineText()).isEqualTo("7;61;180,0,0,0,0,0,0");
        assertThat(rows.get(1).unsaved()).isFalse();
    }

    @Test
    void aLineThatOthersRemovedIsKeptAsANewOne() {
        TypedWeek typed = typed(
                row("7;61;120,0,0,0,0,0,0", "501 A", "Login", "61 Coding", "2", "1", "", "", "", "", ""),
                row("8;61;60,0,0,0,0,0,0", "501 A", "Cleared", "61 Coding", "", "", "", "", "", "", ""));

        List<GridRow> rows = WeekGrid.rows(week("2"), MONDAY, typed, Map.of());

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().isNew()).isTrue();
        assertThat(rows.getFirst().note()).isEqualTo("This line was removed meanwhile. Save again to make it anew.");
        assertThat(rows.getFirst().cells()).extracting(GridCell::shown).containsExactly("", "1", "", "", "", "", "");
    }

    @Test
    void aSavedCellIsCleanAndARefusedOneKeepsItsReason() {
        WeekLog after = week("2", task(11, "Plan", 0, 120));
        TypedWeek typed = typed(row("", "501 A", "Plan", "", "2", "nine", "", "", "", "", ""));

        List<GridRow> rows = WeekGrid.rows(after, MONDAY, typed, Map.of(new Place(0, 1), "No time."));

        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().isNew()).isFalse();
        assertThat(rows.getFirst().cells().get(0)).isEqualTo(new GridCell("2:00", 120, false, null));
        assertThat(rows.getFirst().cells().get(1)).isEqualTo(new GridCell("nine", 0, true, "No time."));
    }

    @Test
    void theFormAloneShowsTheWeekAsItWasSeen() {
        TypedWeek typed =
                typed(row("7;61;120,0,0,0,0,0,0", "501 A", "Login", "61 Coding", "3", "", "", "", "", "", ""));

        List<GridRow> rows = WeekGrid.rows(typed.asSeen(MONDAY), MONDAY, typed, Map.of());

        assertThat(rows.getFirst().cells().getFirst()).isEqualTo(new GridCell("3", 120, true, null));
        assertThat(rows.getFirst().label()).isEqualTo(new Choice(61, "Coding"));
    }

    // --- making it short ---

    private static LoggedTask task(long id, String text, int firstDay, int... minutes) {
        List<LoggedDay> days = new ArrayList<>();
        for (int at = 0; at < minutes.length; at++) {
            days.add(new LoggedDay(id * 10 + at, MONDAY.plusDays(firstDay + at), minutes[at], CODING));
        }
        return new LoggedTask(id, text, null, days);
    }

    private static WeekLog week(String version, LoggedTask... tasks) {
        return new WeekLog(
                1,
                new LogPerson(1L, "Ada", null),
                MONDAY,
                false,
                null,
                version,
                List.of(new WeekProject(70, ATLAS, List.of(tasks))));
    }

    /** Line, project, description, label, hours from Monday on. */
    private record Row(String... fields) {}

    private static Row row(String... fields) {
        return new Row(fields);
    }

    private static TypedWeek typed(Row... rows) {
        List<String> names = List.of("line", "project", "text", "label", "d1", "d2", "d3", "d4", "d5", "d6", "d7");
        Map<String, String[]> form = new HashMap<>();
        for (int at = 0; at < names.size(); at++) {
            int field = at;
            form.put(
                    names.get(at),
                    Arrays.stream(rows).map(row -> row.fields()[field]).toArray(String[]::new));
        }
        form.put("item", Arrays.stream(rows).map(row -> "").toArray(String[]::new));
        form.put("had", new String[] {"yes"});
        form.put("seen", new String[] {"1"});
        return TypedWeek.of(form);
    }

    private static WeekDraft draft(@Nullable WeekLog week, Row... rows) {
        return new WeekDraft(MONDAY, typed(rows), week, List.of(ATLAS, ZEUS), List.of(CODING, MEETING));
    }

    private static List<EntryChange> changes(@Nullable WeekLog week, Row... rows) {
        return draft(week, rows).planned().stream().map(Planned::change).toList();
    }
}
