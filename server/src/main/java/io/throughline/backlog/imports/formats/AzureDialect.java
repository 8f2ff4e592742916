package io.throughline.backlog.imports.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of Azure DevOps: a title for each level of the tree ({@code Title 1}, {@code Title 2}), paths for team and sprint.
 * Remembers the row above, so each reading of a file has its own.
 */
final class AzureDialect implements Dialect {

    private static final Set<String> TYPE_HEADERS = Words.normalised("""
            work item type, arbeitselementtyp, typ des arbeitselements, type d'élément de travail, type de l'élément de travail,
            type d’élément de travail, tipo de elemento de trabajo, tipo de item de trabalho, tipo de elemento de trabalho,
            tipo di elemento di lavoro, typ elementu roboczego, 作業項目の種類, 工作项类型, тип рабочего элемента
            """);

    private static final Set<String> TITLE_HEADERS =
            Words.normalised("title, titel, titre, título, titolo, tytuł, タイトル, 标题, заголовок");

    private static final Map<String, Field> HEADERS = Dialect.headers(Map.of(
            Field.TEAM,
            "area path, bereichspfad, chemin de zone, chemin d'accès de zone, ruta de acceso del área, ruta de área,"
                    + " caminho da área, percorso area, node name",
            Field.SPRINT,
            "iteration path, iterationspfad, chemin d'itération, chemin d'accès de l'itération,"
                    + " ruta de acceso de la iteración, ruta de iteración, caminho da iteração, percorso iterazione",
            Field.SIZE_POINTS,
            "story points, effort, size, aufwand, größe, taille, effort estimé, points de récit, points d'histoire,"
                    + " esfuerzo, puntos de historia, esforço, pontos de história, punti storia",
            Field.ESTIMATE_HOURS,
            "original estimate, ursprüngliche schätzung, estimation d'origine, estimation initiale, estimación original,"
                    + " estimativa original, stima originale",
            Field.STARTED_AT,
            "activated date, aktivierungsdatum, date d'activation, fecha de activación, aktiviert am",
            Field.DONE_AT,
            "closed date, schließungsdatum, abschlussdatum, geschlossen am, date de fermeture, date de clôture,"
                    + " fecha de cierre, data de fechamento",
            Field.CREATED_AT,
            "created date, erstellungsdatum, erstellt am, date de création, fecha de creación, data de criação",
            Field.UPDATED_AT,
            "changed date, änderungsdatum, geändert am, date de modification, fecha de cambio, data de alteração",
            Field.STATE_ENTERED_AT,
            "state change date, datum der zustandsänderung, date de changement d'état",
            Field.RESOLUTION,
            "reason, ursache, grund, raison, motif, motivo, razón"));

    private final List<@Nullable String> idsAbove = new ArrayList<>();

    static boolean isWorkItemType(String header) {
        return TYPE_HEADERS.contains(Headers.normalise(header));
    }

    @Override
    public String name() {
        return AzureCsvFormat.NAME;
    }

    @Override
    public Optional<Meaning> findMeaning(String header) {
        if (TITLE_HEADERS.contains(Headers.normalise(withoutLevel(header)))) {
            return Optional.of(new Meaning(Field.TITLE, Meaning.OWN));
        }
        if (isWorkItemType(header)) {
            return Optional.of(new Meaning(Field.TYPE, Meaning.OWN));
        }
        Field own = HEADERS.get(Headers.normalise(header));
        return own == null ? Meaning.general(header) : Optional.of(new Meaning(own, Meaning.OWN));
    }

    private static String withoutLevel(String header) {
        int end = header.length();
        while (end > 0 && Character.isDigit(header.charAt(end - 1))) {
            end--;
        }
        return header.substring(0, end);
    }

    /** 1 for {@code Title 1}, 0 where titles have no level. */
    private static int levelOf(String header) {
        String digits = header.substring(withoutLevel(header).length());
        return digits.isEmpty() || digits.length() > 2 ? 0 : Integer.parseInt(digits);
    }

    @Override
    public void begin() {
        idsAbove.clear();
    }

    @Override
    public void complete(Cells cells) {
        cells.find(Field.TITLE).ifPresent(title -> findParentAbove(cells, levelOf(title.column())));
        cells.find(Field.SPRINT).ifPresent(path -> cells.replace(Field.SPRINT, path.column(), belowRoot(path.value())));
        cells.find(Field.TEAM).ifPresent(path -> cells.replace(Field.TEAM, path.column(), belowRoot(path.value())));
        cells.find(Field.DESCRIPTION)
                .filter(description -> Markup.isMarkup(description.value()))
                .ifPresent(description ->
                        cells.replace(Field.DESCRIPTION, description.column(), Markup.toText(description.value())));
    }

    private void findParentAbove(Cells cells, int level) {
        if (level == 0) {
            return;
        }
        while (idsAbove.size() >= level) {
            idsAbove.removeLast();
        }
        if (cells.all(Field.PARENT).isEmpty()) {
            idsAbove.stream()
                    .filter(id -> id != null)
                    .reduce((higher, lower) -> lower)
                    .ifPresent(parent -> cells.add(Field.PARENT, "Parent", parent));
        }
        while (idsAbove.size() < level - 1) {
            idsAbove.add(null);
        }
        idsAbove.add(RowConverter.idOf(cells));
    }

    /** {@code Shop\Release 1\Sprint 3} is {@code Release 1\Sprint 3}; the project alone is no sprint and no team. */
    private static String belowRoot(String path) {
        int root = path.indexOf('\\');
        return root < 0 ? "" : path.substring(root + 1);
    }
}
