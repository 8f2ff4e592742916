package io.throughline.erp;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Week logs of a list, in whichever shape it came: flat, by month, in wrappers.
 *
 * @param undated how many there are of which it cannot be told which week they are
 */
record WeekList(List<Item> items, int undated) {

    private static final int DEEPEST = 20;

    WeekList {
        items = List.copyOf(items);
    }

    /**
     * @param id null if the list does not say
     * @param document what stands in the list; may be the whole week or a summary
     */
    record Item(@Nullable Long id, LocalDate monday, ObjectNode document) {}

    /**
     * @param expectedYear of the days without a year, about
     * @return null if it is no list at all
     */
    static @Nullable WeekList read(JsonNode answer, int expectedYear) {
        var reading = new Reading(expectedYear);
        reading.search(answer, 0);
        return reading.lists == 0 && reading.items.isEmpty() ? null : new WeekList(reading.items, reading.undated);
    }

    private static final class Reading {

        private final int expectedYear;
        private final List<Item> items = new ArrayList<>();
        private int undated;
        private int lists;

        Reading(int expectedYear) {
            this.expectedYear = expectedYear;
        }

        void search(JsonNode found, int depth) {
            if (depth > DEEPEST) {
                return;
            }
            JsonNode node = ErpJson.unwrapped(found);
            if (node instanceof ObjectNode object && object.has("week_starting")) {
                add(object);
            } else if (node.isObject()) {
                node.valueStream().forEach(value -> search(value, depth + 1));
            } else if (node.isArray()) {
                lists++;
                node.valueStream().forEach(value -> search(value, depth + 1));
            }
        }

        private void add(ObjectNode object) {
            Long year = ErpJson.wholeNumber(object.path("year"));
            int near = year != null && year >= 1 && year <= 9_999 ? year.intValue() : expectedYear;
            LocalDate monday = ErpDates.monday(ErpJson.text(object.path("week_starting")), near);
            if (monday == null) {
                undated++;
                return;
            }
            Long id = ErpJson.wholeNumber(object.path("id"));
            items.add(new Item(id != null && id > 0 ? id : null, monday, object));
        }
    }
}
