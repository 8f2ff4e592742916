package io.throughline.erp;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The ways in which ERPs write the same thing. */
final class ErpShapes {

    private static final DateTimeFormatter BRIEF = DateTimeFormatter.ofPattern("EEE, MMM d", Locale.ENGLISH);

    /** How lists come. */
    enum Lists {
        FLAT,
        ENVELOPE,
        TEXT,
        RESULTS
    }

    Lists lists = Lists.FLAT;
    boolean briefDates;
    boolean nulls;
    boolean numbersAsText;
    boolean namesOnly;
    boolean allSevenDays;
    boolean summaries;

    private final ErpState state;

    ErpShapes(ErpState state) {
        this.state = state;
    }

    String projects(ObjectNode person) {
        ArrayNode list = ErpState.JSON.createArrayNode();
        List<Long> own = state.projectsByPerson.get(person.path("id").asLong());
        state.projects.stream()
                .filter(project -> own.contains(project.path("id").asLong()))
                .forEach(project -> list.add(project.deepCopy()));
        return list(list);
    }

    String labels() {
        ArrayNode list = ErpState.JSON.createArrayNode();
        for (int id : new int[] {61, 62, 66}) {
            list.addObject().put("id", id).put("name", ErpState.labelName(id));
        }
        return list(list);
    }

    private String list(JsonNode list) {
        String written = texts(list).toString();
        return switch (lists) {
            case FLAT, ENVELOPE -> written;
            case TEXT -> ErpState.JSON.writeValueAsString(written);
            case RESULTS -> "{\"count\":" + list.size() + ",\"next\":null,\"results\":" + written + "}";
        };
    }

    String year(ObjectNode person, int year) {
        ArrayNode list = ErpState.JSON.createArrayNode();
        for (ObjectNode week : state.weeks.values()) {
            LocalDate monday = monday(week);
            if (week.path("person_id").equals(person.path("id")) && monday.getYear() == year) {
                list.addObject()
                        .put("id", week.path("id").asLong())
                        .put("week_starting", starts(monday))
                        .put("year", year)
                        .put("is_completed", week.path("is_completed").asBoolean());
            }
        }
        return lists == Lists.ENVELOPE ? envelope(list) : list(list);
    }

    private String envelope(ArrayNode weeks) {
        Map<String, ArrayNode> months = new TreeMap<>();
        months.put("Empty", ErpState.JSON.createArrayNode());
        for (JsonNode week : weeks) {
            String month = week.path("week_starting").asString().replaceAll(".*, ([A-Z][a-z]+).*", "$1");
            months.computeIfAbsent(month, name -> ErpState.JSON.createArrayNode())
                    .add(texts(week));
        }
        ObjectNode envelope = ErpState.JSON.createObjectNode();
        ArrayNode list = envelope.putArray("person_week_logs");
        months.forEach((month, items) -> {
            ObjectNode one = list.addObject();
            one.put("month", month);
            one.set("months_log", items);
        });
        return envelope.toString();
    }

    String month(ObjectNode person, int year, int month) {
        ArrayNode list = ErpState.JSON.createArrayNode();
        for (ObjectNode week : state.weeks.values()) {
            LocalDate monday = monday(week);
            LocalDate first = LocalDate.of(year, month, 1);
            boolean overlaps = !monday.isAfter(first.plusMonths(1).minusDays(1))
                    && !monday.plusDays(6).isBefore(first);
            if (week.path("person_id").equals(person.path("id")) && overlaps) {
                ObjectNode item = shaped(week).put("year", year).put("week_starting", starts(monday));
                if (summaries) {
                    item.putArray("projects");
                    item.put("total_minutes", 330);
                }
                list.add(item);
            }
        }
        return list(list);
    }

    private static LocalDate monday(ObjectNode week) {
        return LocalDate.parse(week.path("week_starting").asString());
    }

    private String starts(LocalDate monday) {
        return briefDates ? BRIEF.format(monday).replace("Sep ", "Sept ") : monday.toString();
    }

    String week(ObjectNode week) {
        String written = texts(shaped(week)).toString();
        return lists == Lists.TEXT ? ErpState.JSON.writeValueAsString(written) : written;
    }

    private ObjectNode shaped(ObjectNode week) {
        ObjectNode copy = week.deepCopy();
        for (JsonNode node : copy.path("projects")) {
            ObjectNode project = (ObjectNode) node;
            if (namesOnly) {
                project.remove("nsubteam_id");
            }
            if (nulls && project.path("tasks").isEmpty()) {
                project.putNull("tasks").putNull("subteam");
            }
            for (JsonNode task : project.path("tasks")) {
                shapeDays((ArrayNode) task.path("days"), monday(week));
            }
        }
        if (nulls) {
            copy.putNull("person_name").putNull("week_ending");
        }
        return copy;
    }

    private void shapeDays(ArrayNode days, LocalDate monday) {
        if (nulls) {
            for (JsonNode day : days) {
                if (day.path("minutes").asInt() == 0) {
                    ((ObjectNode) day).putNull("minutes").putNull("label_option");
                }
            }
        }
        if (allSevenDays) {
            for (int offset = 0; offset < 7; offset++) {
                String date = monday.plusDays(offset).toString();
                if (days.valueStream()
                        .noneMatch(day -> day.path("date").asString().equals(date))) {
                    days.addObject()
                            .put("date", date)
                            .put("hours", 0)
                            .put("minutes", 0)
                            .put("decimal_hours", "0.00");
                }
            }
        }
    }

    /** The same with its numbers as texts, if that is wanted. */
    private JsonNode texts(JsonNode node) {
        if (!numbersAsText) {
            return node;
        }
        if (node.isNumber()) {
            return ErpState.JSON.getNodeFactory().stringNode(node.asString());
        }
        if (node instanceof ArrayNode list) {
            ArrayNode copy = ErpState.JSON.createArrayNode();
            list.forEach(item -> copy.add(texts(item)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = ErpState.JSON.createObjectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), texts(entry.getValue())));
            return copy;
        }
        return node;
    }
}
