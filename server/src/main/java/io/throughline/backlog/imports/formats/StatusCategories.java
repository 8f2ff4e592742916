package io.throughline.backlog.imports.formats;

import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ColumnMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a status stands in the flow: as the person's map says, else as the source's own category says, else as the words
 * mean. A status that nobody knows is open and not begun.
 */
final class StatusCategories {

    private static final int MOST_KNOWN = 10_000;

    private final Map<String, StatusCategory> chosen = new HashMap<>();
    private final Map<String, StatusCategory> learned = new HashMap<>();
    private final Map<Said, StatusCategory> known = new HashMap<>();

    /** What an item says of its status; a file has few such, and many rows that repeat them. */
    private record Said(
            String status,
            @Nullable String category,
            @Nullable String resolution) {}

    StatusCategories(@Nullable ColumnMap map) {
        if (map != null) {
            map.statuses()
                    .forEach((status, category) -> StatusCategory.findByWireName(category)
                            .ifPresent(known -> chosen.put(Headers.normalise(status), known)));
        }
    }

    /** Remembers what the source says of a status, for statuses that stand elsewhere without their category. */
    void learn(String status, @Nullable String sourceCategory) {
        ofSource(sourceCategory).ifPresent(category -> learned.putIfAbsent(status, category));
        known.clear();
    }

    /**
     * @param sourceCategory the source's own word for the category, or null
     * @param resolution why it was closed, in the words of the source; makes a closed item a cancelled one
     */
    StatusCategory of(String status, @Nullable String sourceCategory, @Nullable String resolution) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(new Said(status, sourceCategory, resolution), this::decide);
    }

    private StatusCategory decide(Said said) {
        String status = said.status();
        String resolution = said.resolution();
        StatusCategory own = chosen.get(Headers.normalise(status));
        if (own != null) {
            return own;
        }
        StatusCategory category = ofSource(said.category()).orElseGet(() -> ofWords(status));
        if (category == StatusCategory.DONE) {
            boolean cancelled = StatusWords.meansCancelled(status)
                    || (resolution != null && StatusWords.resolvesByCancelling(resolution));
            return cancelled ? StatusCategory.CANCELLED : StatusCategory.DONE;
        }
        return category;
    }

    StatusCategory of(String status) {
        return of(status, null, null);
    }

    private static Optional<StatusCategory> ofSource(@Nullable String category) {
        if (category == null) {
            return Optional.empty();
        }
        return switch (Headers.normalise(category)) {
            case "todo",
                    "new",
                    "zuerledigen",
                    "afaire",
                    "porhacer",
                    "tareasporhacer",
                    "afazer",
                    "dafare",
                    "tedoen",
                    "backlog",
                    "unstarted",
                    "triage",
                    "proposed",
                    "aufgaben",
                    "itenspendentes",
                    "未着手",
                    "待办" -> Optional.of(StatusCategory.TODO);
            case "inprogress",
                    "indeterminate",
                    "inarbeit",
                    "encours",
                    "encurso",
                    "emandamento",
                    "incorso",
                    "inbearbeitung",
                    "started",
                    "bezig",
                    "進行中",
                    "处理中",
                    "正在进行" -> Optional.of(StatusCategory.IN_PROGRESS);
            case "done",
                    "complete",
                    "completed",
                    "fertig",
                    "erledigt",
                    "termine",
                    "terminee",
                    "termines",
                    "hecho",
                    "listo",
                    "concluido",
                    "itensconcluidos",
                    "completato",
                    "gereed",
                    "完了",
                    "完成" -> Optional.of(StatusCategory.DONE);
            case "cancelled", "canceled", "removed" -> Optional.of(StatusCategory.CANCELLED);
            default -> Optional.empty();
        };
    }

    private StatusCategory ofWords(String status) {
        StatusCategory category = learned.get(status);
        return category == null ? StatusWords.categoryOf(status) : category;
    }
}
