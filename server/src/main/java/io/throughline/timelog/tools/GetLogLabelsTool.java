package io.throughline.timelog.tools;

import io.throughline.access.Principal;
import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.ToolAnswer;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.tools.ReadArguments.Own;
import io.throughline.timelog.tools.ReadResults.LabelsResult;
import java.util.List;

/** The tool {@code get_log_labels}. */
final class GetLogLabelsTool extends LogTool<Own, LabelsResult> {

    private final LogDesk desk;

    GetLogLabelsTool(LogDesk desk) {
        super(new Face<>(
                "get_log_labels",
                "Get the labels of logs",
                """
                The labels (kinds of work) that an entry may have, with ids. Use it when the kind of work is named; without \
                a label an entry gets the default one. Example: {}. Next: create_or_update_log with label_id or label_name.""",
                Scope.LOGS_READ,
                READS,
                Own.class,
                LabelsResult.class,
                LabelsResult::failed));
        this.desk = desk;
    }

    @Override
    ToolAnswer<LabelsResult> answer(Own arguments, CallContext context) {
        Principal principal = context.principal();
        desk.requireOwn(principal, arguments.email());
        List<LogLabel> labels = desk.logs().labels(principal);
        String backend = desk.logs().backendName();
        var result = new LabelsResult(
                ReadResults.SUCCESS,
                null,
                null,
                backend,
                labels.stream()
                        .map(label -> new LabelsResult.Label(label.id(), label.name()))
                        .toList());
        return ToolAnswer.of(
                result,
                LogText.fitted(
                        List.of("Labels in " + backend + ": " + labels.size(), "id | name"),
                        labels.stream()
                                .map(label -> label.id() + " | " + LogText.plain(label.name()))
                                .toList(),
                        List.of(),
                        left -> left + " more labels are left out here; the structured result has all of them."));
    }
}
