package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One reading of plain objects, with the same words for fields as plain CSV has for columns. */
final class PlainJsonItems implements JsonReading, Dialect {

    private static final Set<String> LISTS = Words.normalised("""
            items, issues, tasks, stories, user stories, tickets, backlog, backlog items, data, results, records, values, nodes,
            rows, work items, entries, features, epics, cards, elements, list
            """);

    /** Objects that only wrap the fields of an item. */
    private static final Set<String> WRAPPERS = Set.of("fields", "attributes", "properties", "content", "item");

    private static final Set<Field> REFERENCES =
            EnumSet.of(Field.PARENT, Field.EPIC, Field.DEPENDS_ON, Field.BLOCKS, Field.SOURCE_ID, Field.KEY);

    private record Use(Field field, int rank) {}

    private final Notes notes = new Notes("element");
    private final FileFacts facts = new FileFacts();
    private final RowConverter converter;
    private final Map<String, List<Field>> mapped = new HashMap<>();
    private final Set<Field> mappedFields = EnumSet.noneOf(Field.class);
    private final Map<String, Optional<Use>> uses = new HashMap<>();
    private final Map<Field, Integer> bestRanks = new HashMap<>();
    private final Set<String> unused = new TreeSet<>();
    private final Cells cells = new Cells();
    private String titleName = Field.TITLE.mapName();
    private boolean titled;

    PlainJsonItems(BacklogFile file) throws UnreadableBacklogException {
        converter = new RowConverter(this, file, facts, notes);
        ColumnMap map = file.map();
        if (map != null) {
            for (Map.Entry<String, String> column : map.columns().entrySet()) {
                Field field = ColumnMapFile.fieldNamed(column.getKey());
                mappedFields.add(field);
                mapped.computeIfAbsent(column.getValue().toLowerCase(Locale.ROOT), unseen -> new ArrayList<>())
                        .add(field);
                if (field == Field.TITLE) {
                    titleName = column.getValue();
                }
            }
        }
    }

    static boolean isListOfItems(String property) {
        return LISTS.contains(Headers.normalise(property));
    }

    @Override
    public String name() {
        return PlainJsonFormat.NAME;
    }

    @Override
    public Optional<Meaning> findMeaning(String header) {
        return Meaning.general(header);
    }

    @Override
    public boolean isItems(String property) {
        return isListOfItems(property);
    }

    @Override
    public void look(JsonNode item) {
        try {
            gather(item);
            titled |= !cells.all(Field.TITLE).isEmpty();
            facts.see(cells, converter);
        } catch (RefusedRowException e) {
            cells.clear(); // it is refused in the second reading
        }
    }

    @Override
    public Optional<String> looked() {
        return titled
                ? Optional.empty()
                : Optional.of(
                        "holds no objects with a title, summary or name; they have " + NearNames.list(unused) + ".");
    }

    @Override
    public @Nullable ImportedItem convert(long number, JsonNode item) throws RefusedRowException {
        gather(item);
        return converter.convert(number, cells, titleName).build();
    }

    private void gather(JsonNode item) throws RefusedRowException {
        cells.clear();
        bestRanks.clear();
        gatherObject("", item);
    }

    private void gatherObject(String path, JsonNode object) throws RefusedRowException {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            String name = path + property.getKey();
            JsonNode value = property.getValue();
            List<Field> fields = mapped.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
            for (Field field : fields) {
                gatherValue(field, name, value);
            }
            Optional<Use> use = uses.computeIfAbsent(name, this::findUse);
            if (value.isObject() && isWrapper(property.getKey(), name)) {
                gatherObject(name + ".", value);
            } else if (fields.isEmpty() && use.isPresent()) {
                gatherBest(use.get(), name, value);
            } else if (fields.isEmpty() && !value.isNull() && unused.size() < 1_000) {
                unused.add(name);
            }
        }
    }

    private boolean isWrapper(String name, String path) {
        String start = path.toLowerCase(Locale.ROOT) + ".";
        return WRAPPERS.contains(name.toLowerCase(Locale.ROOT))
                || mapped.keySet().stream().anyMatch(column -> column.startsWith(start));
    }

    /** A wrapped name means what it means alone. */
    private Optional<Use> findUse(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1);
        return Meaning.general(name)
                .filter(meaning -> !mappedFields.contains(meaning.field()))
                .map(meaning -> new Use(meaning.field(), meaning.rank()));
    }

    private void gatherBest(Use use, String name, JsonNode value) throws RefusedRowException {
        boolean empty = value.isNull() || (value.isString() && value.asString().isBlank());
        if (Columns.isOneColumn(use.field()) && !empty) {
            int best = bestRanks.getOrDefault(use.field(), Integer.MAX_VALUE);
            if (use.rank() >= best) {
                return;
            }
            bestRanks.put(use.field(), use.rank());
            cells.remove(use.field());
            if (use.field() == Field.TITLE) {
                titleName = name;
            }
        }
        gatherValue(use.field(), name, value);
    }

    private void gatherValue(Field field, String name, JsonNode value) throws RefusedRowException {
        if (value.isArray()) {
            for (JsonNode element : value.values()) {
                gatherValue(field, name, element);
            }
            return;
        }
        if (!value.isObject()) {
            add(field, name, JsonFields.text(name, value));
            return;
        }
        if (REFERENCES.contains(field)) {
            String reference = JsonFields.firstText(value, "key", "id", "identifier", "number", "name");
            String lag = JsonFields.firstText(value, "lagDays", "lag_days", "lag");
            add(field, name, reference == null || lag == null ? reference : reference + "+" + lag);
            return;
        }
        add(
                field,
                name,
                JsonFields.firstText(
                        value,
                        "name",
                        "displayName",
                        "display_name",
                        "fullName",
                        "title",
                        "value",
                        "login",
                        "username",
                        "label",
                        "key",
                        "email",
                        "id"));
        if (field == Field.ASSIGNEE) {
            add(Field.ASSIGNEE_EMAIL, name, JsonFields.firstText(value, "email", "emailAddress", "mail"));
        } else if (field == Field.SPRINT) {
            add(
                    Field.SPRINT_START,
                    name,
                    JsonFields.firstText(value, "startDate", "start", "startsOn", "start_date", "startsAt"));
            add(Field.SPRINT_END, name, JsonFields.firstText(value, "endDate", "end", "endsOn", "end_date", "endsAt"));
        }
    }

    private void add(Field field, String column, @Nullable String value) {
        if (value != null) {
            cells.add(field, column, value);
        }
    }

    @Override
    public void tell(RowSink sink) {
        facts.dayOrder().note().ifPresent(sink::note);
        if (!unused.isEmpty()) {
            sink.note("Fields not used: " + NearNames.list(unused) + ".");
        }
        notes.tell(sink);
    }
}
