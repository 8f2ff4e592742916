package io.throughline.forecast;

import io.throughline.access.Principal;
import io.throughline.backlog.BacklogService;
import io.throughline.database.Transactions;
import io.throughline.velocity.DeliveryService;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Says when work will be done, and keeps what it said. Safe for concurrent use. */
public final class ForecastService {

    private final ForecastStore store;
    private final PromiseLedger ledger;
    private final BacklogService backlog;
    private final DeliveryService deliveries;
    private final WorkspaceService workspaces;
    private final Transactions transactions;
    private final Clock clock;
    private final Simulator simulator = new Simulator();

    ForecastService(
            ForecastStore store,
            BacklogService backlog,
            DeliveryService deliveries,
            WorkspaceService workspaces,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.ledger = new PromiseLedger(store, deliveries);
        this.backlog = backlog;
        this.deliveries = deliveries;
        this.workspaces = workspaces;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * As the arguments ask.
     *
     * @throws io.throughline.problem.CallerMistakeException for what cannot be meant
     */
    public ForecastAnswer forecast(Principal principal, ForecastDeliveryArguments arguments) {
        ForecastRequest request = ForecastRequest.of(arguments);
        // What is asked is read first and reckoned outside of any transaction, which would keep others waiting.
        ForecastQuestion question = transactions.read(() -> {
            Workspace workspace = workspaces.resolve(principal, arguments.workspaceId());
            return new ForecastPreparation(backlog, deliveries, workspaces, principal, workspace, request).question();
        });
        var answer = new ForecastReckoning(question, simulator);
        Optional<IssuedForecast> made = answer.made(principal.personId(), clock.instant());
        if (made.isEmpty()) {
            return answer.answer(null, null, List.of());
        }
        IssuedForecast forecast = made.get();
        Workspace workspace = question.workspace();
        return transactions.write(() -> {
            long id = store.keep(workspace, forecast);
            IssuedForecast last = store.findLast(workspace, forecast.targetKey(), forecast.fingerprint())
                    .orElse(null);
            List<IssuedForecast> scored = ledger.scored(workspace, clock.instant());
            return answer.answer(id, last, scored);
        });
    }

    /** The forecasts that were given in a workspace, with how they turned out. */
    public PromiseBook promises(Principal principal, String workspaceId) {
        Instant now = clock.instant();
        return transactions.write(() -> {
            Workspace workspace = workspaces.resolve(principal, workspaceId);
            LocalDate today = deliveries.today(deliveries.zone(workspace));
            return PromiseBook.of(ledger.scored(workspace, now), today);
        });
    }
}
