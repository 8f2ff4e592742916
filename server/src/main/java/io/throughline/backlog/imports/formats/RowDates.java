package io.throughline.backlog.imports.formats;

import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.BacklogFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The dates of a row. */
final class RowDates {

    private final ZoneId zone;
    private final DateReader reader;
    private final DayOrderEvidence dayOrder;

    RowDates(BacklogFile file, DayOrderEvidence dayOrder) {
        this.zone = file.zone();
        this.reader = new DateReader(file.today());
        this.dayOrder = dayOrder;
    }

    void read(Cells cells, ImportedItemBuilder item, long line, Notes notes) throws RefusedRowException {
        item.createdAt = instant(cells, Field.CREATED_AT);
        item.updatedAt = instant(cells, Field.UPDATED_AT);
        item.startedAt = instant(cells, Field.STARTED_AT);
        item.startOn = day(cells, Field.START_ON).orElse(null);
        item.dueOn = day(cells, Field.DUE_ON).orElse(null);
        Instant done = instant(cells, Field.DONE_AT);
        Instant cancelled = instant(cells, Field.CANCELLED_AT);
        Instant entered = instant(cells, Field.STATE_ENTERED_AT);
        Instant enteredCategory = instant(cells, Field.STATUS_CATEGORY_CHANGED_AT);
        if (item.statusCategory.closed()) {
            boolean wasCancelled = item.statusCategory == StatusCategory.CANCELLED;
            item.doneAt =
                    firstOf(wasCancelled ? cancelled : done, wasCancelled ? done : null, enteredCategory, entered);
        } else if (done != null) {
            notes.add("There is a closed date but an open status: the date was left out.", line);
        }
        if (item.startedAt == null && item.statusCategory == StatusCategory.IN_PROGRESS) {
            item.startedAt = enteredCategory;
        }
    }

    private static @Nullable Instant firstOf(@Nullable Instant... instants) {
        for (Instant instant : instants) {
            if (instant != null) {
                return instant;
            }
        }
        return null;
    }

    private @Nullable Instant instant(Cells cells, Field field) throws RefusedRowException {
        return moment(cells, field).map(moment -> moment.toInstant(zone)).orElse(null);
    }

    Optional<LocalDate> day(Cells cells, Field field) throws RefusedRowException {
        return moment(cells, field).map(moment -> moment.toDate(zone));
    }

    private Optional<Moment> moment(Cells cells, Field field) throws RefusedRowException {
        Optional<Moment> first = Optional.empty();
        for (Cells.Cell cell : cells.all(field)) {
            Optional<Moment> moment = reader.read(cell.column(), cell.value(), dayOrder.orderOf(cell.column()));
            first = first.isPresent() ? first : moment;
        }
        return first;
    }
}
