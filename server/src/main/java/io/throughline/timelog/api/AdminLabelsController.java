package io.throughline.timelog.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.timelog.embedded.ErpLabel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Labels, for owners and admins. */
@RestController
@Access.Managers
@RequestMapping("/admin/labels")
final class AdminLabelsController {

    private final ErpAdministration administration;

    AdminLabelsController(ErpAdministration administration) {
        this.administration = administration;
    }

    record Label(long id, String name, boolean active) {

        static Label of(ErpLabel label) {
            return new Label(label.label().id(), label.label().name(), label.active());
        }
    }

    record NewLabel(String name) {}

    record LabelChange(
            @Nullable String name,

            @JsonPropertyDescription("false: new entries cannot have it; those that have it keep it") @Nullable Boolean active) {}

    @GetMapping
    @Access.Needs(Scope.LOGS_READ)
    @Described(value = "All labels, those that are switched off, too", answer = Label[].class)
    List<Label> list(Principal caller) {
        return administration.labels(caller).stream().map(Label::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(value = "Adds a label", body = NewLabel.class, answer = Label.class, status = 201)
    Label add(Principal caller, JsonObject body) {
        return find(
                caller,
                administration.addLabel(caller, body.requiredText("name")).id());
    }

    @PatchMapping("/{id}")
    @Access.Needs(Scope.LOGS_WRITE)
    @Described(value = "Renames a label, switches it on or off", body = LabelChange.class, answer = Label.class)
    Label change(Principal caller, @PathVariable("id") String id, JsonObject body) {
        long number = RowId.find(id).orElseThrow(ApiProblem::notFound);
        return administration.together(caller, "erp.label.change", "label " + number, () -> {
            find(caller, number);
            body.text("name").ifPresent(name -> administration.renameLabel(caller, number, name));
            body.flag("active").ifPresent(active -> administration.switchLabel(caller, number, active));
            return find(caller, number);
        });
    }

    private Label find(Principal caller, long id) {
        return administration.labels(caller).stream()
                .filter(label -> label.label().id() == id)
                .findFirst()
                .map(Label::of)
                .orElseThrow(ApiProblem::notFound);
    }
}
