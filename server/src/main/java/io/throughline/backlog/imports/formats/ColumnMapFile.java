package io.throughline.backlog.imports.formats;

import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a column map that a person wrote, in YAML or JSON (which YAML includes):
 *
 * <pre>{@code
 * columns:
 *   title: Anforderung
 *   sizePoints: Aufwand (SP)
 * statuses:
 *   In Klärung: todo
 * types:
 *   Anforderung: story
 * }</pre>
 */
public final class ColumnMapFile {

    private static final int MOST_CHARACTERS = 1 << 20;
    private static final List<String> PARTS = List.of("columns", "statuses", "types");

    private static final List<String> FIELD_NAMES =
            Arrays.stream(Field.values()).map(Field::mapName).toList();

    /** What else people call our fields, since items have several of them. */
    private static final Map<String, Field> OTHER_NAMES = Map.of(
            "id", Field.SOURCE_ID,
            "sprints", Field.SPRINT,
            "dependencies", Field.DEPENDS_ON);

    private ColumnMapFile() {}

    /** All names that the part {@code columns} may use. */
    public static List<String> fieldNames() {
        return FIELD_NAMES;
    }

    /**
     * @param name of the file, for messages
     * @throws UnreadableBacklogException if the map is no map, or uses a name that we do not know
     */
    public static ColumnMap read(String name, byte[] content) throws UnreadableBacklogException {
        return parse(name, TextEncoding.ofHead(content).decodeHead(content));
    }

    static ColumnMap parse(String name, String text) throws UnreadableBacklogException {
        Map<String, Object> root = asMap(name, "the file", load(name, text));
        boolean parted = root.keySet().stream().anyMatch(PARTS::contains);
        if (!parted) {
            return new ColumnMap(columns(root), Map.of(), Map.of());
        }
        for (String part : root.keySet()) {
            if (!PARTS.contains(part)) {
                throw new UnreadableBacklogException(where(name) + "there is no part '" + part + "'. The parts are "
                        + String.join(", ", NearNames.nearestFirst(part, PARTS)) + ".");
            }
        }
        return new ColumnMap(
                columns(part(name, root, "columns")),
                words(name, part(name, root, "statuses"), "status", StatusCategory.values()),
                words(name, part(name, root, "types"), "type", ItemType.values()));
    }

    private static Object load(String name, String text) throws UnreadableBacklogException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(MOST_CHARACTERS);
        try {
            Object loaded = new Yaml(new SafeConstructor(options)).load(text.replace("\t", "  "));
            return loaded == null ? Map.of() : loaded;
        } catch (YAMLException e) {
            throw new UnreadableBacklogException(where(name) + "it is neither YAML nor JSON. Write for example"
                    + " {\"columns\": {\"title\": \"Name\"}}.");
        }
    }

    private static Map<String, Object> part(String name, Map<String, Object> root, String part)
            throws UnreadableBacklogException {
        Object value = root.get(part);
        return value == null ? Map.of() : asMap(name, "'" + part + "'", value);
    }

    private static Map<String, Object> asMap(String name, String what, Object value) throws UnreadableBacklogException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new UnreadableBacklogException(where(name) + what + " must hold names and values, such as"
                    + " {\"title\": \"Name\"}, but holds " + RefusedRowException.shorten(value.toString()) + ".");
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        map.forEach((key, entry) -> entries.put(String.valueOf(key), entry == null ? "" : entry));
        return entries;
    }

    private static Map<String, String> columns(Map<String, Object> entries) throws UnreadableBacklogException {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            columns.put(
                    fieldNamed(entry.getKey()).mapName(),
                    entry.getValue().toString().strip());
        }
        return columns;
    }

    private static Map<String, String> words(String name, Map<String, Object> entries, String what, Enum<?>[] values)
            throws UnreadableBacklogException {
        List<String> known = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        Map<String, String> words = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            String ours = entry.getValue().toString().strip().toLowerCase(Locale.ROOT);
            if (!known.contains(ours)) {
                throw new UnreadableBacklogException(where(name) + what + " '" + entry.getKey() + "' is mapped to '"
                        + RefusedRowException.shorten(ours) + "', which is none of "
                        + String.join(", ", NearNames.nearestFirst(ours, known)) + ".");
            }
            words.put(entry.getKey(), ours);
        }
        return words;
    }

    private static String where(String name) {
        return "Column map '" + RefusedRowException.shorten(name) + "': ";
    }

    static Field fieldNamed(String mapName) throws UnreadableBacklogException {
        Optional<Field> field = findField(mapName);
        if (field.isEmpty()) {
            throw new UnreadableBacklogException("There is no field '" + RefusedRowException.shorten(mapName)
                    + "' in a column map. The fields are "
                    + String.join(", ", NearNames.nearestFirst(mapName, FIELD_NAMES)) + ".");
        }
        return field.get();
    }

    private static Optional<Field> findField(String mapName) {
        for (Field field : Field.values()) {
            if (field.mapName().equalsIgnoreCase(mapName.strip())) {
                return Optional.of(field);
            }
        }
        return Optional.ofNullable(OTHER_NAMES.get(mapName.strip().toLowerCase(Locale.ROOT)));
    }
}
