package io.throughline.backlog.imports.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a column can say of an item. The name in camel case is the one of column maps; the words are headers that mean the
 * field wherever they stand, in the languages that trackers export in. What a word means in one tracker only is said in
 * the {@link Dialect} of that tracker.
 */
enum Field {
    SOURCE_ID(
            "id, #, no, nr, number, item id, work item id, ticket id, task id, story id, card id, uid, uuid, identifier,"
                    + " external id, reference, ref, kennung, identifiant, identificador, nummer, numero"),
    KEY("key, issue key, issuekey, ticket key, item key, ticket, issue, code, short id, formatted id, schlüssel,"
            + " vorgangsschlüssel, clé, clé de ticket, clave, clave de incidencia, chave, chave da item, chiave"),
    INTERNAL_ID("issue id, vorgangs-id, id de ticket, id de incidencia, id interno"),
    TITLE("title, name, summary, subject, headline, heading, item, task, story, user story, feature, issue title,"
            + " task name, item name, story title, work item, card name, card title, backlog item, epic title,"
            + " requirement, issue summary, titel, bezeichnung, zusammenfassung, betreff, aufgabe, titre, résumé, nom,"
            + " intitulé, título, resumen, asunto, nombre, resumo, assunto, titolo, riepilogo, oggetto, onderwerp,"
            + " samenvatting, naam, tytuł, podsumowanie, rubrik, sammanfattning, заголовок, название, тема, 件名,"
            + " 要約, タイトル, 标题, 概要, 主题"),
    DESCRIPTION("description, desc, details, detail, body, notes, content, text, beschreibung, descripción, descrição,"
            + " descrizione, omschrijving, beschrijving, opis, beskrivning, описание, 説明, 描述"),
    TYPE("type, issue type, issuetype, item type, work item type, card type, ticket type, kind, tracker,"
            + " vorgangstyp, typ, art, type de ticket, type d'élément, tipo, tipo de incidencia, tipo de item,"
            + " tipo di ticket, soort, тип, тип задачи, 課題タイプ, 事务类型, 类型"),
    STATUS(
            "status, state, stage, column, list, lane, workflow state, current state, progress status, list name, zustand,"
                    + " statut, état, estado, stato, staat, stan, статус, состояние, ステータス, 状态, section/column, section"),
    STATUS_CATEGORY("status category, state category, statuskategorie, catégorie de statut, categoría de estado"),
    RESOLUTION(
            "resolution, lösung, résolution, resolución, resolução, risoluzione, resolutie, resolved reason, reason"),
    PRIORITY(
            "priority, prio, importance, priorität, priorité, prioridad, prioridade, priorità, prioriteit, приоритет, 優先度"),
    RANK("rank, stack rank, backlog rank, backlog priority, rang, order, position, sort order, lexorank"),
    SIZE_POINTS(
            "size points, size, points, point, pts, sp, story points, story point, storypoint, storypoints, estimate,"
                    + " story point estimate, estimate points, estimated points, points estimate, plan estimate, effort points,"
                    + " job size, complexity, estimation, story-points, aufwand in punkten, punkte, taille, points d'effort,"
                    + " puntos, puntos de historia, pontos, pontos de história, punti, sprint points"),
    ESTIMATE_DURATION(
            "original estimate, time estimate, estimated time, estimate time, estimated duration, duration, zeitschätzung,"
                    + " ursprüngliche schätzung, estimation originale, estimación original, dauer, durée, duración"),
    ESTIMATE_SECONDS("estimate seconds, estimate (s), original estimate seconds"),
    ESTIMATE_MINUTES("estimate minutes, estimated minutes, minutes, estimate (min), minuten"),
    ESTIMATE_HOURS(
            "estimate hours, estimated hours, hours, effort hours, estimate (h), estimate (hours), original estimate hours,"
                    + " original estimate (hours), stunden, heures, horas"),
    ESTIMATE_DAYS("estimate days, estimated days, effort days, person days, man days, estimate (days), personentage"),
    ASSIGNEE(
            "assignee, assignees, assigned to, assignedto, owner, owned by, owner name, responsible, assigned, members,"
                    + " zugewiesene person, bearbeiter, zuständig, zugewiesen an, verantwortlich, personne assignée,"
                    + " responsable, attribution, affecté à, assigné à, persona asignada, asignado a, responsável,"
                    + " atribuído a, assegnatario, assegnato a, toegewezen aan, исполнитель, 担当者, 经办人, owners, assign, resource names"),
    ASSIGNEE_EMAIL("assignee email, assignee e-mail, assigned to email, owner email, email, e-mail, mail"),
    TEAM(
            "team, team name, squad, group, scrum team, agile team, owning team, mannschaft, équipe, equipo, equipe, zespół"),
    PARENT("parent, parent key, parent id, parent issue, parent item, parent task, parent work item, übergeordnet,"
            + " übergeordneter vorgang, übergeordnetes element, parent-id, élément parent, ticket parent, principal,"
            + " padre, parent reference, parent feature, belongs to, superordinate"),
    PARENT_INTERNAL_ID("parent internal id"),
    EPIC(
            "epic link, epic key, epic id, epic, epos, epic-verknüpfung, lien d'epic, lien epic, feature link, parent link"),
    LABELS(
            "labels, label, tags, tag, keywords, stichwörter, schlagwörter, markierungen, étiquettes, étiquette, balises,"
                    + " etiquetas, etiqueta, etichette, etiketten, метки, ラベル, 标签, components, component, component/s,"
                    + " komponenten, composants, componentes"),
    THEMES(
            "themes, theme, strategic theme, strategic themes, objective, objectives, goal, goals, okr, initiative, thema"),
    SKILLS("skills, skill, required skills, skills required, skill set, fähigkeiten, compétences, competencias"),
    SPRINT("sprint, sprints, sprint name, iteration, iteration path, cycle, cycle name, milestone, timebox,"
            + " iterationspfad, itération, iteración, スプリント, 冲刺"),
    SPRINT_START("sprint start, sprint start date, iteration start, cycle start, sprint begin"),
    SPRINT_END("sprint end, sprint end date, iteration end, cycle end, sprint finish"),
    DEPENDS_ON("depends on, dependson, dependencies, dependency, predecessor, predecessors, blocked by, is blocked by,"
            + " blockers, prerequisites, waits for, requires, hängt ab von, vorgänger, blockiert durch, dépend de,"
            + " prédécesseurs, bloqué par, depende de, bloqueado por, blocked by (dependencies)"),
    BLOCKS(
            "blocks, blocking, is blocking, successors, successor, nachfolger, successeurs, required by, precedes, blocking (dependencies)"),
    BUSINESS_VALUE(
            "business value, user business value, user-business value, geschäftswert, valeur métier, valor de negocio, valor"),
    TIME_CRITICALITY("time criticality, zeitkritikalität, criticité temporelle, criticidad temporal"),
    RISK_REDUCTION("risk reduction, risk reduction value, rr, rr/oe, rroe, risk reduction/opportunity enablement"),
    OPPORTUNITY_ENABLEMENT("opportunity enablement, opportunity enablement value, oe"),
    COST_OF_DELAY_PER_WEEK("cost of delay per week, cost of delay/week, weekly cost of delay, cod per week"),
    URGENCY("urgency, urgency profile, class of service, service class"),
    CREATED_AT(
            "created at, created, created date, createddate, creation date, date created, created on, opened, opened at,"
                    + " erstellt, erstellt am, erstellungsdatum, création, créé, créée, date de création, créé le, creada,"
                    + " creado, fecha de creación, criado, data de criação, criado em, creato, data di creazione,"
                    + " aangemaakt, skapad, создано, 作成日, 创建日期, 已创建"),
    UPDATED_AT(
            "updated at, updated, updated date, last updated, modified, changed date, last modified, last modified date,"
                    + " date modified, aktualisiert, geändert am, änderungsdatum, mise à jour, mis à jour, actualizada,"
                    + " actualizado, atualizado, aggiornato, bijgewerkt, обновлено, 更新日"),
    STARTED_AT("started at, started, started date, starteddate, in progress date, activated date, actual start,"
            + " actual start date, work started, first started, begonnen, begonnen am, démarré, aktivierungsdatum"),
    DONE_AT(
            "done at, done, done date, closed, closed at, closed date, closeddate, completed, completed at, completed date,"
                    + " completion date, date completed, resolved, resolved at, resolved date, resolution date, finished,"
                    + " finished at, finished date, date closed, delivered, actual end, actual end date, erledigt, erledigt am,"
                    + " gelöst, abgeschlossen, abgeschlossen am, abschlussdatum, geschlossen, résolue, résolu, terminé le,"
                    + " date de clôture, fermé le, resuelta, resuelto, fecha de cierre, resolvido, risolto, opgelost,"
                    + " решено, 解決日, 已解决, accepted at, date done"),
    CANCELLED_AT("cancelled at, canceled at, cancelled, canceled, cancelled date, canceled date"),
    STATE_ENTERED_AT(
            "state entered at, state entered, stateentereddate, state entered date, status changed, state change date, status since"),
    STATUS_CATEGORY_CHANGED_AT("status category changed, status category changed at, statuskategorie geändert"),
    START_ON(
            "start on, start date, start, planned start, target start, planned start date, begin, startdatum, anfang, date de début, fecha de inicio, data de início"),
    DUE_ON(
            "due on, due, due date, duedate, deadline, target date, end date, planned end, target end, due by, finish date,"
                    + " fälligkeitsdatum, fällig am, fällig, zieldatum, échéance, date d'échéance, date cible,"
                    + " fecha de vencimiento, vencimiento, data limite, data de entrega, scadenza, vervaldatum,"
                    + " срок исполнения, 期限, 到期日, finish"),
    BLOCKED("blocked, flagged, impediment, on hold, is blocked, blockiert, markiert, bloqué, bloqueado, marqué"),
    BLOCKED_REASON(
            "blocked reason, reason blocked, block reason, blocker reason, impediment reason, blocker description"),
    URL("url, link, web url, permalink, html url, issue url, card url, short url");

    private final String words;

    Field(String words) {
        this.words = words;
    }

    List<String> words() {
        return Arrays.stream(words.split(",")).map(String::strip).toList();
    }

    /** The name in a column map: {@code sizePoints}. */
    String mapName() {
        StringBuilder camelCase = new StringBuilder();
        for (String part : name().toLowerCase(Locale.ROOT).split("_")) {
            camelCase.append(camelCase.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return camelCase.toString();
    }
}
