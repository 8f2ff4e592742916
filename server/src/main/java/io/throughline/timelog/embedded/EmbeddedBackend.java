package io.throughline.timelog.embedded;

import io.throughline.access.Principal;
import io.throughline.database.Transactions;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogPerson;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.TimeLogBackend;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.WeekOutcome;
import io.throughline.timelog.WeeksRead;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps the time logs in our own database. */
public final class EmbeddedBackend implements TimeLogBackend {

    private final Transactions transactions;

    EmbeddedBackend(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "Throughline's own ERP";
    }

    @Override
    public LogPerson person(Principal principal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LogProject> activeProjects(Principal principal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<LogLabel> labels(Principal principal) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<WeekLog> findWeek(Principal principal, LocalDate monday) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WeeksRead weeks(Principal principal, LocalDate from, LocalDate to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WeekOutcome change(Principal principal, WeekChange change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public WeekOutcome preview(Principal principal, WeekChange change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<WeekLog> complete(
            Principal principal, LocalDate monday, boolean completed, @Nullable String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T together(Supplier<T> work) {
        return transactions.write(work);
    }
}
