package io.throughline.backlog.imports.formats;

import io.throughline.backlog.StatusCategory;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the words for a status mean, in the languages that trackers are used in. */
final class StatusWords {

    private static final Set<String> CANCELLED = Words.normalised("""
            cancelled, canceled, cancel, won't do, wont do, won't fix, wontfix, will not do, duplicate, duplicated, rejected,
            abandoned, removed, declined, invalid, obsolete, not planned, discarded, dropped, cannot reproduce,
            can't reproduce, not reproducible, not a bug, out of scope, won't implement, deferred indefinitely,
            as designed, by design, cut, withdrawn, superseded, trash, deleted, not doing, killed, closed as duplicate,
            closed won't fix, removed from the backlog, abgebrochen, storniert, verworfen, abgelehnt, duplikat, entfernt,
            wird nicht erledigt, wird nicht behoben, nicht reproduzierbar, ungültig, annulé, annulée, abandonné, abandonnée,
            rejeté, rejetée, refusé, doublon, supprimé, ne sera pas corrigé, ne sera pas fait, cancelado, cancelada,
            rechazado, rechazada, descartado, descartada, duplicado, duplicada, no se hará, eliminado, rejeitado, rejeitada,
            annullato, annullata, rifiutato, scartato, duplicato, geannuleerd, afgewezen, vervallen, anulowane, odrzucone,
            avbruten, avvisad, отменено, отклонено, 已取消, キャンセル, 却下
            """);

    private static final Set<String> DONE = Words.normalised("""
            done, closed, close, complete, completed, resolved, resolve, released, release, finished, fixed, shipped, deployed,
            delivered, accepted, live, in production, production, merged, archived, verified, implemented, deployed to production,
            closed done, done done, approved and released, released to production, launched, published, inactive, fertig,
            erledigt, abgeschlossen, geschlossen, gelöst, behoben, ausgeliefert, veröffentlicht, freigegeben, umgesetzt,
            terminé, terminée, terminé(e), fini, finie, fermé, fermée, résolu, résolue, clos, close, livré, livrée, fait,
            achevé, terminés, réalisé, hecho, hecha, terminado, terminada, cerrado, cerrada, resuelto, resuelta, finalizado,
            finalizada, completado, completada, listo, lista, entregado, concluído, concluída, feito, feita, fechado, fechada,
            resolvido, resolvida, entregue, itens concluídos, completato, completata, chiuso, chiusa, risolto, risolta, fatto,
            finito, gereed, klaar, voltooid, afgerond, gesloten, opgelost, afgesloten, gotowe, zrobione, zakończone,
            zamknięte, ukończone, rozwiązane, klar, färdig, stängd, ferdig, færdig, lukket, valmis, suljettu, hotovo, kész,
            tamamlandı, bitti, готово, закрыто, закрыт, выполнено, решено, сделано, завершено, 完了, 完成, 已完成, 已关闭,
            クローズ, 解決済み, 완료
            """);

    private static final Set<String> IN_PROGRESS = Words.normalised("""
            in progress, inprogress, doing, wip, work in progress, active, started, committed, implementing, implementation,
            in implementation, development, in development, developing, in dev, dev, coding, build, building, in build,
            review, in review, code review, peer review, reviewing, under review, ready for review, awaiting review,
            in code review, pr review, design review, pull request, pr open, testing, in testing, test, in test, qa, in qa,
            ready for qa, ready for test, ready for testing, quality assurance, verification, in verification, verifying,
            waiting for verification, waiting for review, waiting for release, waiting for deployment, waiting for test,
            validation, in validation, validating, uat, user acceptance testing, acceptance, in acceptance, awaiting approval,
            ready for release, ready for deployment, ready to deploy, ready to release, ready for production, releasing,
            deploying, staging, in staging, integration, blocked, on hold, paused, impeded, waiting, waiting for customer,
            waiting for support, pending, stalled, analysing, analyzing, analysis, in analysis, in design, designing,
            design in progress, investigating, in investigation, under investigation, ongoing, current, working on it,
            in work, processing, assigned, reopened in progress, in arbeit, in bearbeitung, wird bearbeitet, laufend,
            begonnen, in entwicklung, entwicklung, umsetzung, in umsetzung, in prüfung, prüfung, überprüfung, im review,
            wird geprüft, im test, in analyse, blockiert, wartend, wartet, aktiv, zugesagt, en cours, en développement,
            développement, en revue, en test, tests, en attente, à valider, à tester, recette, en recette, en validation,
            bloqué, bloquée, actif, active, engagé, en curso, en progreso, en desarrollo, desarrollo, en revisión, en prueba,
            en pruebas, pruebas, bloqueado, en espera, activo, haciendo, em andamento, em progresso, em desenvolvimento,
            desenvolvimento, em revisão, em teste, em testes, fazendo, bloqueada, ativo, in corso, in lavorazione, in sviluppo,
            in revisione, in verifica, bloccato, mee bezig, bezig, in uitvoering, onder handen, in behandeling, w toku,
            w trakcie, w realizacji, pågår, pågående, under arbejde, i gang, käynnissä, työn alla, probíhá, folyamatban,
            devam ediyor, yapılıyor, в работе, в процессе, на проверке, тестирование, 進行中, 处理中, 进行中, レビュー中,
            対応中, 진행중, 진행 중
            """);

    private static final Set<String> TODO = Words.normalised("""
            to do, todo, new, open, backlog, next, ready, proposed, planned, triage, funnel, idea, ideas, icebox, later,
            selected for development, ready for development, ready for dev, unstarted, not started, reopened, inbox, draft
            """);

    /** Whole words that tell when they stand anywhere in a status of several words, strongest first. */
    private static final List<Map.Entry<String, StatusCategory>> TELLING_WORDS = List.of(
            Map.entry("cancelled", StatusCategory.CANCELLED),
            Map.entry("canceled", StatusCategory.CANCELLED),
            Map.entry("duplicate", StatusCategory.CANCELLED),
            Map.entry("rejected", StatusCategory.CANCELLED),
            Map.entry("abandoned", StatusCategory.CANCELLED),
            Map.entry("wont", StatusCategory.CANCELLED),
            Map.entry("won't", StatusCategory.CANCELLED),
            Map.entry("not started", StatusCategory.TODO),
            Map.entry("to do", StatusCategory.TODO),
            Map.entry("backlog", StatusCategory.TODO),
            Map.entry("ready for development", StatusCategory.TODO),
            Map.entry("ready for dev", StatusCategory.TODO),
            Map.entry("selected for", StatusCategory.TODO),
            Map.entry("in progress", StatusCategory.IN_PROGRESS),
            Map.entry("review", StatusCategory.IN_PROGRESS),
            Map.entry("testing", StatusCategory.IN_PROGRESS),
            Map.entry("test", StatusCategory.IN_PROGRESS),
            Map.entry("qa", StatusCategory.IN_PROGRESS),
            Map.entry("uat", StatusCategory.IN_PROGRESS),
            Map.entry("doing", StatusCategory.IN_PROGRESS),
            Map.entry("waiting", StatusCategory.IN_PROGRESS),
            Map.entry("awaiting", StatusCategory.IN_PROGRESS),
            Map.entry("ready for", StatusCategory.IN_PROGRESS),
            Map.entry("ready to", StatusCategory.IN_PROGRESS),
            Map.entry("pending", StatusCategory.IN_PROGRESS),
            Map.entry("blocked", StatusCategory.IN_PROGRESS),
            Map.entry("done", StatusCategory.DONE),
            Map.entry("completed", StatusCategory.DONE),
            Map.entry("released", StatusCategory.DONE),
            Map.entry("closed", StatusCategory.DONE),
            Map.entry("resolved", StatusCategory.DONE),
            Map.entry("deployed", StatusCategory.DONE),
            Map.entry("shipped", StatusCategory.DONE),
            Map.entry("finished", StatusCategory.DONE));

    /** Say why an item was closed; as a status they would mean something else. */
    private static final Set<String> CANCELLING_RESOLUTIONS =
            Words.normalised("incomplete, overtaken by events, cannot duplicate");

    private StatusWords() {}

    static boolean meansCancelled(String status) {
        return CANCELLED.contains(Headers.normalise(status));
    }

    static boolean meansInProgress(String status) {
        return IN_PROGRESS.contains(Headers.normalise(status));
    }

    static boolean resolvesByCancelling(String resolution) {
        return meansCancelled(resolution) || CANCELLING_RESOLUTIONS.contains(Headers.normalise(resolution));
    }

    /** A status that nobody knows is open and not begun. */
    static StatusCategory categoryOf(String status) {
        String word = Headers.normalise(status);
        if (CANCELLED.contains(word)) {
            return StatusCategory.CANCELLED;
        }
        if (DONE.contains(word)) {
            return StatusCategory.DONE;
        }
        if (IN_PROGRESS.contains(word)) {
            return StatusCategory.IN_PROGRESS;
        }
        if (TODO.contains(word)) {
            return StatusCategory.TODO;
        }
        String spaced = Words.spaced(status);
        for (Map.Entry<String, StatusCategory> telling : TELLING_WORDS) {
            if (spaced.contains(" " + telling.getKey() + " ")) {
                return telling.getValue();
            }
        }
        return StatusCategory.TODO;
    }
}
