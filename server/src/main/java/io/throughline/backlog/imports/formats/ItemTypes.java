package io.throughline.backlog.imports.formats;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.imports.ColumnMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which kind of work a tracker's word for a type means: as the person's map says, else as the words mean. */
final class ItemTypes {

    /** What an item is when its source does not tell types apart. */
    static final ItemType UNSTATED = ItemType.STORY;

    private static final Map<ItemType, Set<String>> WORDS = Map.of(
            ItemType.INITIATIVE,
                    Words.normalised(
                            "initiative, portfolio epic, theme, objective, program, saga, iniciativa, initiativ"),
            ItemType.EPIC,
                    Words.normalised("epic, epics, epos, épica, épico, epopeja, эпик, エピック, 长篇故事, business epic"),
            ItemType.FEATURE, Words.normalised("""
                            feature, capability, new feature, feature request, funktion, merkmal, fonctionnalité, característica,
                            funcionalidad, funcionalidade, funzionalità, neue funktion, nouvelle fonctionnalité
                            """),
            ItemType.STORY, Words.normalised("""
                            story, user story, product backlog item, pbi, backlog item, requirement, improvement, enhancement,
                            change request, issue, anwenderstory, anwendergeschichte, produktbacklogelement, product-backlog-element,
                            récit, récit utilisateur, histoire, élément de backlog, histoire utilisateur, historia,
                            historia de usuario, história, história do usuário, elemento de trabajo pendiente, storia, mejora,
                            verbesserung, amélioration, anforderung, exigence, requisito, история, пользовательская история,
                            ストーリー, 故事, 用户故事
                            """),
            ItemType.TASK, Words.normalised("""
                            task, technical task, chore, todo, action item, maintenance, tech debt, technical debt, service request,
                            support, documentation, aufgabe, vorgang, tâche, tarea, tarefa, attività, compito, taak, zadanie,
                            uppgift, oppgave, opgave, tehtävä, задача, задание, タスク, 任务, enabler
                            """),
            ItemType.SUBTASK, Words.normalised("""
                            subtask, sub-task, sub task, child issue, technical sub-task, unteraufgabe, teilaufgabe, sous-tâche,
                            subtarea, subtarefa, sottotask, sottoattività, subtaak, podzadanie, deluppgift, подзадача, サブタスク,
                            子任务, checklist item
                            """),
            ItemType.BUG, Words.normalised("""
                            bug, defect, bugs, fault, error, incident, problem, hotfix, regression, fehler, bogue, anomalie, défaut,
                            error de software, defecto, defeito, erro, difetto, fout, błąd, fel, feil, fejl, ошибка, баг, дефект,
                            バグ, 不具合, 缺陷, 故障
                            """),
            ItemType.SPIKE,
                    Words.normalised(
                            "spike, research, investigation, exploration, poc, proof of concept, recherche, investigación"));

    private static final List<ItemType> BY_LAST_WORD = List.of(
            ItemType.SUBTASK,
            ItemType.BUG,
            ItemType.SPIKE,
            ItemType.EPIC,
            ItemType.STORY,
            ItemType.FEATURE,
            ItemType.TASK,
            ItemType.INITIATIVE);

    private static final int MOST_KNOWN = 10_000;

    private final Map<String, ItemType> chosen = new HashMap<>();
    private final Map<String, ItemType> known = new HashMap<>();

    ItemTypes(@Nullable ColumnMap map) {
        if (map != null) {
            map.types()
                    .forEach((word, type) -> ItemType.findByWireName(type)
                            .ifPresent(known -> chosen.put(Headers.normalise(word), known)));
        }
    }

    ItemType of(@Nullable String sourceType) {
        if (sourceType == null) {
            return UNSTATED;
        }
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        return known.computeIfAbsent(sourceType, this::decide);
    }

    private ItemType decide(String sourceType) {
        ItemType own = chosen.get(Headers.normalise(sourceType));
        return own == null ? meaning(sourceType) : own;
    }

    /** The type that a word means, if it means one at all; a label {@code bug} tells, a label {@code frontend} does not. */
    static Optional<ItemType> find(String word) {
        String plain = Headers.normalise(word);
        return WORDS.entrySet().stream()
                .filter(type -> type.getValue().contains(plain))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static ItemType meaning(String sourceType) {
        Optional<ItemType> whole = find(sourceType);
        if (whole.isPresent()) {
            return whole.get();
        }
        String spaced = Words.spaced(sourceType);
        for (ItemType type : BY_LAST_WORD) { // "Production Bug", "Enabler Story"
            for (String word : WORDS.getOrDefault(type, Set.of())) {
                if (spaced.endsWith(" " + word + " ")) {
                    return type;
                }
            }
        }
        return ItemType.OTHER;
    }
}
