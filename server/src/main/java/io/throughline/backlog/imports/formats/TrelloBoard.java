package io.throughline.backlog.imports.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a Trello board says outside of its cards: lists, members, custom fields, checklists, moves. */
final class TrelloBoard {

    /** A card came to a list. */
    record Move(String date, @Nullable String from, String to) {}

    private record ListOfCards(String name, double position) {}

    private final Map<String, ListOfCards> lists = new HashMap<>();
    private final Map<String, String> members = new HashMap<>();
    private final Map<String, String> fieldNames = new HashMap<>();
    private final Map<String, String> options = new HashMap<>();
    private final Map<String, StringBuilder> checklists = new HashMap<>();
    private final Map<String, List<Move>> moves = new HashMap<>();

    void learn(String property, JsonNode value) {
        String id = value.path("id").asString("");
        switch (property) {
            case "lists" ->
                lists.put(
                        id,
                        new ListOfCards(
                                value.path("name").asString(""),
                                value.path("pos").asDouble(0)));
            case "members" ->
                members.put(
                        id,
                        value.path("fullName").asString(value.path("username").asString("")));
            case "customFields" -> {
                fieldNames.put(id, value.path("name").asString(""));
                for (JsonNode option : value.path("options").values()) {
                    options.put(
                            option.path("id").asString(option.path("_id").asString("")),
                            option.path("value").path("text").asString(""));
                }
            }
            case "checklists" -> learnChecklist(value);
            case "actions" -> learnMove(value);
            default -> {
                // not asked for
            }
        }
    }

    private void learnChecklist(JsonNode checklist) {
        StringBuilder text =
                checklists.computeIfAbsent(checklist.path("idCard").asString(""), unseen -> new StringBuilder());
        text.append(text.isEmpty() ? "" : "\n")
                .append(checklist.path("name").asString("Checklist"))
                .append(':');
        for (JsonNode item : checklist.path("checkItems").values()) {
            text.append(item.path("state").asString("").equals("complete") ? "\n- [x] " : "\n- [ ] ")
                    .append(item.path("name").asString(""));
        }
    }

    private void learnMove(JsonNode action) {
        JsonNode data = action.path("data");
        String date = action.path("date").asString("");
        String card = data.path("card").path("id").asString("");
        String to = data.path("listAfter").path("name").asString("");
        String from = data.path("listBefore").path("name").asString(null);
        boolean created = switch (action.path("type").asString("")) {
            case "createCard", "copyCard", "moveCardToBoard", "convertToCardFromCheckItem", "emailCard" -> true;
            default -> false;
        };
        if (created) {
            to = data.path("list").path("name").asString("");
            from = null;
        }
        if (!to.isEmpty() && !card.isEmpty() && !date.isEmpty()) {
            moves.computeIfAbsent(card, unseen -> new ArrayList<>()).add(new Move(date, from, to));
        }
    }

    @Nullable String listName(String id) {
        ListOfCards list = lists.get(id);
        return list == null || list.name().isEmpty() ? null : list.name();
    }

    double listPosition(String id) {
        ListOfCards list = lists.get(id);
        return list == null ? 0 : list.position();
    }

    @Nullable String member(String id) {
        return members.get(id);
    }

    @Nullable String fieldName(String id) {
        return fieldNames.get(id);
    }

    @Nullable String option(String id) {
        return options.get(id);
    }

    @Nullable String checklistsOf(String card) {
        StringBuilder text = checklists.get(card);
        return text == null ? null : text.toString();
    }

    List<Move> movesOf(String card) {
        return moves.getOrDefault(card, List.of());
    }
}
