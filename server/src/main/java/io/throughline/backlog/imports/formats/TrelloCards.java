package io.throughline.backlog.imports.formats;

import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowSink;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One reading of a board's cards: a card's status is the list it lies in. */
final class TrelloCards implements JsonReading, Dialect {

    private static final Set<String> PARTS = Set.of("lists", "members", "customFields", "checklists", "actions");
    private static final int HEX_OF_SECONDS = 8;
    private static final int OBJECT_ID = 24;

    private final BacklogFile file;
    private final Notes notes = new Notes("element");
    private final RowConverter converter;
    private final DateReader dates;
    private final TrelloBoard board = new TrelloBoard();
    private final Cells cells = new Cells();

    TrelloCards(BacklogFile file) {
        this.file = file;
        this.converter = new RowConverter(this, file, new FileFacts(), notes);
        this.dates = new DateReader(file.today());
    }

    @Override
    public String name() {
        return TrelloJsonFormat.NAME;
    }

    @Override
    public Optional<Meaning> findMeaning(String header) {
        return Meaning.general(header); // of custom fields
    }

    @Override
    public boolean isItems(String property) {
        return property.equals("cards");
    }

    @Override
    public boolean teaches(String property) {
        return PARTS.contains(property);
    }

    @Override
    public void learn(String property, JsonNode value) {
        board.learn(property, value);
    }

    @Override
    public @Nullable ImportedItem convert(long number, JsonNode card) throws RefusedRowException {
        if (card.path("isTemplate").asBoolean(false)) {
            notes.add("Card templates were left out.", number);
            return null;
        }
        gather(card, number);
        ImportedItemBuilder item = converter.convert(number, cells, "name");
        for (String label : JsonFields.texts(card, "labels", "name", "color")) {
            item.addLabel(label);
            ItemTypes.find(label).ifPresent(type -> item.type = type);
        }
        readHistory(card, item);
        if (item.createdAt == null) {
            item.createdAt = createdAt(card.path("id").asString(""));
        }
        return item.build();
    }

    private void gather(JsonNode card, long number) throws RefusedRowException {
        cells.clear();
        String id = JsonFields.text(card, "id");
        add(Field.SOURCE_ID, "id", id);
        String shortId = JsonFields.text(card, "idShort");
        add(Field.KEY, "idShort", shortId == null ? JsonFields.text(card, "shortLink") : "#" + shortId);
        String title = JsonFields.text(card, "name");
        add(Field.TITLE, "name", title);
        add(Field.DESCRIPTION, "desc", description(card, id));
        String list = card.path("idList").asString("");
        String listName = board.listName(list);
        add(Field.STATUS, "idList", listName == null ? null : Text.storable("lists.name", listName));
        add(Field.STATUS_CATEGORY, "closed", category(card, listName, number));
        add(
                Field.RANK,
                "pos",
                String.format(
                        Locale.ROOT,
                        "%014.2f:%016.4f",
                        board.listPosition(list),
                        card.path("pos").asDouble(0)));
        for (String member : JsonFields.texts(card, "idMembers")) {
            String memberName = board.member(member);
            add(Field.ASSIGNEE, "idMembers", memberName == null ? null : Text.storable("members.fullName", memberName));
        }
        add(Field.START_ON, "start", JsonFields.text(card, "start"));
        add(Field.DUE_ON, "due", JsonFields.text(card, "due"));
        add(Field.UPDATED_AT, "dateLastActivity", JsonFields.text(card, "dateLastActivity"));
        add(Field.DONE_AT, "dateCompleted", JsonFields.text(card, "dateCompleted"));
        add(Field.URL, "shortUrl", JsonFields.firstText(card, "shortUrl", "url"));
        gatherCustomFields(card);
        if (cells.all(Field.SIZE_POINTS).isEmpty() && title != null) {
            gatherPointsOfTitle(title, number);
        }
    }

    private @Nullable String description(JsonNode card, @Nullable String id) throws RefusedRowException {
        String text = JsonFields.text(card, "desc");
        String checklists = id == null ? null : board.checklistsOf(id);
        if (checklists == null) {
            return text;
        }
        return (text == null ? "" : text + "\n\n") + Text.storable("checklists", checklists);
    }

    /** A card that is marked complete is done wherever it lies; one archived elsewhere than in a done list was dropped. */
    private @Nullable String category(JsonNode card, @Nullable String list, long number) {
        if (card.path("dueComplete").asBoolean(false)) {
            return "done";
        }
        if (!card.path("closed").asBoolean(false)) {
            return null;
        }
        if (list != null && converter.categories().of(list).closed()) {
            return null;
        }
        notes.add("Archived cards outside of a done list were taken as cancelled.", number);
        return "cancelled";
    }

    private void gatherCustomFields(JsonNode card) throws RefusedRowException {
        for (JsonNode entry : card.path("customFieldItems").values()) {
            String field = board.fieldName(entry.path("idCustomField").asString(""));
            if (field == null) {
                continue;
            }
            String option = board.option(entry.path("idValue").asString(""));
            String value = option == null
                    ? JsonFields.firstText(entry.path("value"), "number", "text", "date", "checked")
                    : Text.storable(field, option);
            Field meaning = Headers.findField(field).orElse(null);
            if (meaning != null && meaning != Field.TITLE && meaning != Field.SOURCE_ID && meaning != Field.KEY) {
                add(meaning, field, value);
            }
        }
    }

    /** "(5) As a shopper I can pay": the habit of the extension Scrum for Trello. */
    private void gatherPointsOfTitle(String title, long number) {
        int end = title.startsWith("(") ? title.indexOf(')') : -1;
        String points = end > 1 ? title.substring(1, end) : "";
        if (!points.isEmpty()
                && points.length() <= 4
                && points.chars().allMatch(c -> Character.isDigit(c) || c == '.')) {
            add(Field.SIZE_POINTS, "name", points);
            notes.add("Points were taken from the number in brackets before the title.", number);
        }
    }

    private void readHistory(JsonNode card, ImportedItemBuilder item) throws RefusedRowException {
        List<TrelloBoard.Move> moves = board.movesOf(card.path("id").asString(""));
        for (TrelloBoard.Move move : moves) {
            Instant at = dates.read("actions.date", move.date(), DayOrder.DAY_FIRST)
                    .map(moment -> moment.toInstant(file.zone()))
                    .orElse(null);
            if (at != null) {
                StatusCategory category = converter.categories().of(move.to());
                item.addStatusChange(new StatusChange(at, move.from(), move.to(), category));
                item.createdAt = move.from() == null ? at : item.createdAt;
            }
        }
        item.takeDatesFromHistory();
    }

    /** The ids of cards start with the second in which they were made. */
    private static @Nullable Instant createdAt(String id) {
        if (id.length() != OBJECT_ID || !id.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
            return null;
        }
        Instant created = Instant.ofEpochSecond(Long.parseLong(id, 0, HEX_OF_SECONDS, 16));
        return created.isAfter(TRELLO_BEGAN) ? created : null;
    }

    private static final Instant TRELLO_BEGAN = Instant.parse("2011-01-01T00:00:00Z");

    private void add(Field field, String column, @Nullable String value) {
        if (value != null) {
            cells.add(field, column, value);
        }
    }

    @Override
    public void tell(RowSink sink) {
        notes.tell(sink);
    }
}
