package io.throughline.backlog.imports.formats;

import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** "Export CSV" of Jira Cloud, Server and Data Center, with the current or all fields; headers may repeat. */
final class JiraCsvFormat implements BacklogFormat, Dialect {

    static final String NAME = "jira-csv";

    private static final Map<String, Field> HEADERS = Dialect.headers(Map.of(
            Field.TITLE,
            "summary, zusammenfassung, résumé, resumen, resumo, riepilogo, samenvatting, 要約, тема, 概要",
            Field.KEY,
            "issue key, key, work item key, vorgangsschlüssel, schlüssel, clé de ticket, clé, clé de la demande,"
                    + " clave de incidencia, clave, chave da item, chave, chave do ticket, chiave ticket, chiave,"
                    + " issue-sleutel, 課題キー, キー, ключ, ключ задачи, 问题关键字, 关键字",
            Field.INTERNAL_ID,
            "issue id, work item id, vorgangs-id, id de ticket, id de incidencia, id da item, id ticket, 課題 id, id",
            Field.PARENT,
            "parent key, übergeordneter schlüssel, clé parent, clave principal, clave del padre",
            Field.PARENT_INTERNAL_ID,
            "parent, parent id, parent issue, übergeordnet, übergeordnete id, parent-id, id parent, id principal,"
                    + " principal, padre, id du parent, 親課題, superior",
            Field.ESTIMATE_SECONDS,
            "original estimate, ursprüngliche schätzung, estimation originale, estimation initiale,"
                    + " estimación original, estimativa original, stima originale, 初期見積もり",
            Field.TYPE,
            "issue type, work type, type, vorgangstyp, type de ticket, type de demande, tipo de incidencia, tipo,"
                    + " tipo de item, tipo ticket, 課題タイプ, тип задачи, 问题类型",
            Field.DEPENDS_ON,
            "linked issues blocked by"));

    /** Custom fields are named by people; only these mean what they are called. */
    private static final Set<Field> FROM_CUSTOM_FIELDS = EnumSet.of(
            Field.SIZE_POINTS,
            Field.EPIC,
            Field.PARENT,
            Field.SPRINT,
            Field.RANK,
            Field.TEAM,
            Field.THEMES,
            Field.SKILLS,
            Field.BUSINESS_VALUE,
            Field.TIME_CRITICALITY,
            Field.RISK_REDUCTION,
            Field.OPPORTUNITY_ENABLEMENT,
            Field.COST_OF_DELAY_PER_WEEK,
            Field.URGENCY,
            Field.START_ON,
            Field.DUE_ON,
            Field.STARTED_AT,
            Field.BLOCKED,
            Field.BLOCKED_REASON);

    /** Beginnings of headers, normalised, that say nothing of planning; "all fields" exports hold hundreds. */
    private static final List<String> IGNORED = List.of(
            "project",
            "watcher",
            "comment",
            "attachment",
            "logwork",
            "worklog",
            "votes",
            "creator",
            "reporter",
            "lastviewed",
            "environment",
            "assigneeid",
            "issueid",
            "workratio",
            "σ",
            "remainingestimate",
            "timespent",
            "securitylevel",
            "images",
            "epicname",
            "epiccolor",
            "epicstatus",
            "issuecolor",
            "affectsversion",
            "fixversion",
            "development",
            "parentsummary",
            "chart",
            "restrictto",
            "atlasproject",
            "projekt",
            "beobachter",
            "kommentar",
            "anhang",
            "ersteller");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int recognise(byte[] head) {
        Set<String> headers =
                CsvHeads.normalised(CsvHeads.findHeaders(head, this).orElse(List.of()));
        boolean key = headers.stream()
                .anyMatch(header -> HEADERS.get(header) == Field.KEY && (header.length() > 5 || !header.equals("key")));
        boolean summary = headers.stream().anyMatch(header -> HEADERS.get(header) == Field.TITLE);
        boolean custom = headers.stream().anyMatch(header -> header.startsWith("customfield"));
        boolean type = headers.contains("issuetype") || headers.contains("vorgangstyp") || headers.contains("worktype");
        if (!summary) {
            return 0;
        }
        return key || custom ? 95 : type && headers.contains("key") ? 80 : type ? 60 : 0;
    }

    @Override
    public Optional<Meaning> findMeaning(String header) {
        String inner = insideCustomField(header);
        if (!inner.equals(header)) {
            return Meaning.general(inner).filter(meaning -> FROM_CUSTOM_FIELDS.contains(meaning.field()));
        }
        String normalised = Headers.normalise(header);
        Field own = HEADERS.get(normalised);
        if (own != null) {
            return Optional.of(new Meaning(own, Meaning.OWN));
        }
        Optional<Field> link = findLink(normalised);
        if (link.isPresent()) {
            return Optional.of(new Meaning(link.get(), Meaning.OWN));
        }
        return Meaning.general(header).filter(meaning -> meaning.field() != Field.TITLE);
    }

    /** "Custom field (Story Points)" in any language: words, then a name in brackets at the end. */
    private static String insideCustomField(String header) {
        int open = header.indexOf('(');
        if (open <= 0 || !header.endsWith(")")) {
            return header;
        }
        return switch (Headers.normalise(header.substring(0, open))) {
            case "customfield",
                    "benutzerdefiniertesfeld",
                    "benutzerdefiniertefelder",
                    "champpersonnalise",
                    "champspersonnalises",
                    "campopersonalizado",
                    "campospersonalizados",
                    "campopersonalizzato",
                    "aangepastveld",
                    "カスタムフィールド",
                    "пользовательскоеполе",
                    "自定义字段",
                    "полекастомное" -> header.substring(open + 1, header.length() - 1);
            default -> header;
        };
    }

    /** "Inward issue link (Blocks)": what blocks this; outward: what this blocks. Types named by "depend" run the other way. */
    private static Optional<Field> findLink(String normalised) {
        boolean inward = normalised.startsWith("inwardissuelink")
                || normalised.startsWith("inwardworkitemlink")
                || normalised.startsWith("eingehendevorgangsverknupfung");
        boolean outward = normalised.startsWith("outwardissuelink")
                || normalised.startsWith("outwardworkitemlink")
                || normalised.startsWith("ausgehendevorgangsverknupfung");
        if (!inward && !outward) {
            return Optional.empty();
        }
        if (normalised.contains("block") || normalised.contains("endtostart") || normalised.contains("finishtostart")) {
            return Optional.of(inward ? Field.DEPENDS_ON : Field.BLOCKS);
        }
        if (normalised.contains("depend")) {
            return Optional.of(outward ? Field.DEPENDS_ON : Field.BLOCKS);
        }
        return Optional.empty();
    }

    /** "Parent" is a number in most exports, but a key in some. */
    @Override
    public void complete(Cells cells) {
        for (Cells.Cell parent : cells.all(Field.PARENT_INTERNAL_ID)) {
            boolean number = parent.value().chars().allMatch(Character::isDigit);
            if (!number && cells.all(Field.PARENT).isEmpty()) {
                cells.add(Field.PARENT, parent.column(), parent.value());
            }
        }
    }

    @Override
    public boolean labelsEndAtBlanks(String column) {
        return !column.regionMatches(true, 0, "comp", 0, 4); // components are labels here, and may hold blanks
    }

    @Override
    public boolean ignores(String header) {
        String normalised = Headers.normalise(insideCustomField(header));
        return normalised.startsWith("inwardissuelink")
                || normalised.startsWith("outwardissuelink")
                || IGNORED.stream().anyMatch(normalised::startsWith);
    }

    @Override
    public void read(BacklogFile file, RowSink sink) throws IOException, UnreadableBacklogException {
        CsvImport.read(this, file, sink);
    }
}
