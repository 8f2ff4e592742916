package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** "Export issues" of a Linear workspace or view. */
final class LinearCsvFormat implements BacklogFormat, Dialect {

    static final String NAME = "linear-csv";

    private static final String CYCLE_NUMBER = "Cycle Number";

    private static final Map<String, Field> HEADERS = Dialect.headers(Map.ofEntries(
            Map.entry(Field.KEY, "id, identifier"),
            Map.entry(Field.INTERNAL_ID, "uuid"),
            Map.entry(Field.THEMES, "project, projects, initiative, initiatives, project name"),
            Map.entry(Field.SPRINT, "cycle name, cycle number, cycle"),
            Map.entry(Field.SPRINT_START, "cycle start, cycle starts at"),
            Map.entry(Field.SPRINT_END, "cycle end, cycle ends at"),
            Map.entry(Field.DONE_AT, "completed, completed at"),
            Map.entry(Field.CANCELLED_AT, "canceled, cancelled, canceled at"),
            Map.entry(Field.PARENT, "parent issue, parent"),
            Map.entry(Field.DEPENDS_ON, "blocked by, is blocked by"),
            Map.entry(Field.BLOCKS, "blocks, blocking")));

    private static final Set<String> SIGNS = Words.normalised("""
            cycle number, cycle name, cycle start, cycle end, parent issue, canceled, triaged, archived, sla status, roadmaps,
            project milestone, project milestone id, project id, time in status (minutes), initiatives, uuid, creator
            """);

    private static final Set<String> IGNORED = Words.normalised("""
            creator, triaged, archived, sla status, roadmaps, project id, project milestone, project milestone id, related to,
            duplicate of, time in status (minutes), uuid, delegate, added to cycle at, issue links, external links
            """);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int recognise(byte[] head) {
        Set<String> headers =
                CsvHeads.normalised(CsvHeads.findHeaders(head, this).orElse(List.of()));
        long signs = headers.stream().filter(SIGNS::contains).count();
        boolean issue = headers.contains("id") && headers.contains("title") && headers.contains("status");
        return issue && signs >= 3 ? 95 : 0;
    }

    @Override
    public Optional<Meaning> findMeaning(String header) {
        String normalised = Headers.normalise(header);
        if (IGNORED.contains(normalised) && !HEADERS.containsKey(normalised)) {
            return Optional.empty();
        }
        Field own = HEADERS.get(normalised);
        return own == null ? Meaning.general(header) : Optional.of(new Meaning(own, Meaning.OWN));
    }

    @Override
    public boolean ignores(String header) {
        return IGNORED.contains(Headers.normalise(header));
    }

    /** A cycle without a name is known by its team and number; the dates of an issue tell where a status of any name stands. */
    @Override
    public void complete(Cells cells) {
        nameCycle(cells);
        if (has(cells, Field.CANCELLED_AT)) {
            cells.replace(Field.STATUS_CATEGORY, "Canceled", "canceled");
        } else if (has(cells, Field.DONE_AT)) {
            cells.replace(Field.STATUS_CATEGORY, "Completed", "completed");
        }
    }

    private static boolean has(Cells cells, Field date) {
        String value = cells.text(date);
        return value != null && !AbsentValues.contains(value);
    }

    private static void nameCycle(Cells cells) {
        List<Cells.Cell> cycle = cells.all(Field.SPRINT);
        Optional<Cells.Cell> name = cycle.stream()
                .filter(cell -> !Headers.normalise(cell.column()).equals(Headers.normalise(CYCLE_NUMBER)))
                .findFirst();
        if (name.isPresent()) {
            cells.replace(Field.SPRINT, name.get().column(), name.get().value());
        } else if (!cycle.isEmpty()) {
            String team = cells.text(Field.TEAM);
            String number = cycle.getFirst().value();
            int end = number.endsWith(".0") ? number.length() - 2 : number.length();
            cells.replace(
                    Field.SPRINT, CYCLE_NUMBER, (team == null ? "" : team + " ") + "Cycle " + number.substring(0, end));
        }
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        CsvImport.read(this, file, sink);
    }
}
