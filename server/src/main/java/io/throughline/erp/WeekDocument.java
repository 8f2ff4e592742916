package io.throughline.erp;

import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.LoggedDay;
import io.throughline.timelog.LoggedTask;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekProject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A week log as the ERP wrote it, and as we understand it. Both are kept: what is sent back is the ERP's own document with our
 * change in it, so that nothing is lost of what we do not know. What has no number of its own, or one that is there twice,
 * is known by a negative one here.
 */
final class WeekDocument {

    private final ObjectNode document;
    private final LocalDate monday;
    private final LongFunction<String> labelName;
    private final Map<Long, ObjectNode> projects = new HashMap<>();
    private final Map<Long, ObjectNode> tasks = new HashMap<>();
    private final WeekLog week;
    private long nextId = -1;

    /** An entry that cannot be, such as one of 30 hours. */
    static final class WrongException extends Exception {
        private static final long serialVersionUID = 1L;

        WrongException(String what) {
            super(what, null, false, false);
        }
    }

    /** What else is known of names in the ERP. */
    interface Names {

        /** Which project those names can only be; empty if none or several. */
        OptionalLong projectId(LogProject named);

        String label(long id);
    }

    /** @throws WrongException if an entry cannot be */
    WeekDocument(ObjectNode document, LocalDate monday, LogPerson signedIn, Names names) throws WrongException {
        this.document = document;
        this.monday = monday;
        this.labelName = names::label;
        List<WeekProject> read = new ArrayList<>();
        for (ObjectNode project : objects(ErpJson.list(document, "projects"))) {
            read.add(project(project, names));
        }
        Long id = ErpJson.wholeNumber(document.path("id"));
        Long personId = ErpJson.wholeNumber(document.path("person_id"));
        String personName = ErpJson.text(document.path("person_name"));
        String completedAt = ErpJson.text(document.path("completed_at"));
        String completedBy = ErpJson.text(document.path("completed_by"));
        boolean completed = ErpJson.isTrue(document.path("is_completed"));
        String modifiedAt = ErpJson.text(document.path("modified_at"));
        week = new WeekLog(
                id == null ? 0 : id,
                new LogPerson(
                        personId == null ? signedIn.id() : personId,
                        personName.isEmpty() ? signedIn.name() : personName,
                        signedIn.email()),
                monday,
                completed,
                completed && !completedAt.isEmpty() && !completedBy.isEmpty()
                        ? new WeekLog.Completion(completedAt, completedBy)
                        : null,
                modifiedAt.isEmpty() ? null : modifiedAt,
                read);
    }

    WeekLog week() {
        return week;
    }

    ObjectNode document() {
        return document;
    }

    /** The project of a week by our number for it. */
    @Nullable ObjectNode project(long id) {
        return projects.get(id);
    }

    /** The line of a week by our number for it. */
    @Nullable ObjectNode task(long id) {
        return tasks.get(id);
    }

    private WeekProject project(ObjectNode node, Names names) throws WrongException {
        List<LoggedTask> read = new ArrayList<>();
        for (ObjectNode task : objects(ErpJson.list(node, "tasks"))) {
            read.add(task(task));
        }
        long id = number(node, projects);
        String team = ErpJson.text(node.path("team"));
        String subteam = ErpJson.text(node.path("subteam"));
        Long told = ErpJson.wholeNumber(node.path(node.has("nsubteam_id") ? "nsubteam_id" : "nsubteam"));
        var named = new LogProject(told == null || told <= 0 ? 0 : told, team, subteam);
        if (named.id() == 0) {
            named = new LogProject(names.projectId(named).orElse(0), team, subteam);
        }
        return new WeekProject(id, named, read);
    }

    private LoggedTask task(ObjectNode node) throws WrongException {
        Map<LocalDate, LoggedDay> days = new LinkedHashMap<>();
        for (ObjectNode day : objects(ErpJson.list(node, "days"))) {
            LocalDate date = dateOf(day);
            Integer minutes = ErpJson.minutes(day);
            if (minutes == null) {
                throw new WrongException("a time that is none or longer than a day, on "
                        + (date == null ? "a day of the week" : date) + " in the week of " + monday);
            }
            if (date != null && minutes > 0) {
                Long id = ErpJson.wholeNumber(day.path("id"));
                days.merge(
                        date,
                        new LoggedDay(id == null ? 0 : id, date, minutes, label(day)),
                        (first, second) ->
                                new LoggedDay(first.id(), date, first.minutes() + second.minutes(), first.label()));
            }
        }
        ItemMark mark = ItemMark.read(ErpJson.text(node.path("description")));
        return new LoggedTask(
                number(node, tasks),
                mark.description(),
                mark.itemKey(),
                days.values().stream()
                        .sorted(Comparator.comparing(LoggedDay::date))
                        .toList());
    }

    /** The day of an entry; null if it is none of this week. */
    @Nullable LocalDate dateOf(ObjectNode day) {
        return ErpDates.inWeek(ErpJson.text(day.path("date")), monday);
    }

    private @Nullable LogLabel label(ObjectNode day) {
        Long id = ErpJson.wholeNumber(day.path("label"));
        if (id == null) {
            return null;
        }
        String option = ErpJson.text(day.path("label_option"));
        boolean isName = !option.isEmpty() && !option.chars().allMatch(Character::isDigit);
        return new LogLabel(id, isName ? option : labelName.apply(id));
    }

    private long number(ObjectNode node, Map<Long, ObjectNode> known) {
        Long own = ErpJson.wholeNumber(node.path("id"));
        long id = own == null || own <= 0 || known.containsKey(own) ? nextId-- : own;
        known.put(id, node);
        return id;
    }

    static List<ObjectNode> objects(@Nullable ArrayNode list) {
        List<ObjectNode> objects = new ArrayList<>();
        if (list != null) {
            for (JsonNode node : list) {
                if (node instanceof ObjectNode object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }
}
