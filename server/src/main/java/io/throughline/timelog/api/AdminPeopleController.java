package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpAssignment;
import io.throughline.timelog.embedded.ErpPerson;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who works on what, and their weeks, for owners and admins. */
@RestController
@Access.Managers
@RequestMapping("/admin")
final class AdminPeopleController {

    private final ErpAdministration administration;

    AdminPeopleController(ErpAdministration administration) {
        this.administration = administration;
    }

    record Assignment(
            long id,

            @JsonPropertyDescription("id of the project") long project,

            String team,
            String subteam,
            boolean active,
            LocalDate from,

            @JsonPropertyDescription("last day; absent if it goes on")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable LocalDate to) {

        static Assignment of(ErpAssignment assignment) {
            LogProject project = assignment.project();
            return new Assignment(
                    assignment.id(),
                    project.id(),
                    project.team(),
                    project.subteam(),
                    assignment.active(),
                    assignment.from(),
                    assignment.to());
        }
    }

    record Worker(long id, String name, String email, List<Assignment> assignments) {

        Worker {
            assignments = List.copyOf(assignments);
        }

        static Worker of(ErpPerson person) {
            return new Worker(
                    person.id(),
                    person.name(),
                    person.email(),
                    person.assignments().stream().map(Assignment::of).toList());
        }
    }

    record NewAssignment(
            @JsonPropertyDescription("id of the project") long project,

            String email,
            LocalDate from,

            @JsonPropertyDescription("last day; missing if it goes on") @Nullable LocalDate to) {}

    record AssignmentEnd(LocalDate lastDay) {}

    record NewWeek(
            String email,

            @JsonPropertyDescription("a Monday") LocalDate weekStarting) {}

    @GetMapping("/people")
    @Access.Needs(Scope.LOGS_READ)
    @Described(value = "Everybody in the company, with what they are assigned to", answer = Worker[].class)
    List<Worker> people(Principal caller) {
        return administration.people(caller).stream().map(Worker::of).toList();
    }

    @PostMapping("/assignments")
    @ResponseStatus(HttpStatus.CREATED)
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(
            value = "Lets a person log time on a project, and makes their weeks up to four weeks ahead",
            body = NewAssignment.class,
            answer = Assignment.class,
            status = 201)
    Assignment assign(Principal caller, JsonObject body) {
        long project = body.id("project")
                .orElseThrow(() -> body.wrong("project", "project is missing. It must be the id of a project."));
        LocalDate to = body.text("to").isPresent() ? day(body, "to", Weeks::date) : null;
        return Assignment.of(
                administration.assign(caller, project, body.requiredText("email"), day(body, "from", Weeks::date), to));
    }

    @PatchMapping("/assignments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(
            value = "Ends an assignment; later weeks lose the project where nothing is logged on it",
            body = AssignmentEnd.class,
            answer = Void.class,
            status = 204)
    void end(Principal caller, @PathVariable("id") String id, JsonObject body) {
        long number = RowId.find(id).orElseThrow(ApiProblem::notFound);
        if (administration.people(caller).stream()
                .flatMap(person -> person.assignments().stream())
                .noneMatch(assignment -> assignment.id() == number)) {
            throw ApiProblem.notFound();
        }
        administration.endAssignment(caller, number, day(body, "last_day", Weeks::date));
    }

    @PostMapping("/weeks")
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(
            value = "Makes the week log of a person unless it is there, with all they are assigned to then",
            body = NewWeek.class,
            answer = WeekDocument.class)
    WeekDocument ensureWeek(Principal caller, JsonObject body) {
        return WeekDocument.of(administration.ensureWeek(
                caller, body.requiredText("email"), day(body, "week_starting", Weeks::monday)));
    }

    private static LocalDate day(JsonObject body, String key, Function<String, LocalDate> reading) {
        String text = body.requiredText(key);
        try {
            return reading.apply(text);
        } catch (CallerMistakeException e) {
            throw body.wrong(key, key + ": " + e.getMessage());
        }
    }
}
