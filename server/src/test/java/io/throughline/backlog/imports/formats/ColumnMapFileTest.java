package io.throughline.backlog.imports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.throughline.backlog.imports.ColumnMap;
import io.throughline.backlog.imports.UnreadableBacklogException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnMapFileTest {

    private static final ColumnMap EXPECTED = new ColumnMap(
            Map.of("title", "Anliegen", "sizePoints", "Aufwand (SP)"),
            Map.of("In Klärung", "todo"),
            Map.of("Wunsch", "story"));

    @Test
    void yamlIsRead() throws UnreadableBacklogException {
        assertThat(ColumnMapFile.parse("map.yaml", """
                        columns:
                          title: Anliegen
                          sizepoints: Aufwand (SP)
                        statuses:
                          In Klärung: Todo
                        types:
                          Wunsch: story
                        """)).isEqualTo(EXPECTED);
    }

    @Test
    void jsonIsRead() throws UnreadableBacklogException {
        assertThat(ColumnMapFile.parse("map.json", """
                        {
                        	"columns": {"title": "Anliegen", "sizePoints": "Aufwand (SP)"},
                        	"statuses": {"In Klärung": "todo"},
                        	"types": {"Wunsch": "story"}
                        }
                        """)).isEqualTo(EXPECTED);
    }

    @Test
    void columnsAloneNeedNoPart() throws UnreadableBacklogException {
        assertThat(ColumnMapFile.parse("map.yaml", "title: Anliegen").columns()).isEqualTo(Map.of("title", "Anliegen"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {columns: {titel: A}}           | There is no field 'titel' in a column map. The fields are title,
                    {columns: {storyPoints: A}}     | There is no field 'storyPoints' in a column map. The fields are sizePoints,
                    {column: {title: A}, types: {}} | Column map 'm': there is no part 'column'. The parts are columns, types, statuses.
                    {statuses: {Open: tod}}         | Column map 'm': status 'Open' is mapped to 'tod', which is none of todo, done,
                    {types: {Wish: story, X: bugg}} | Column map 'm': type 'X' is mapped to 'bugg', which is none of bug,
                    {columns: 7}                    | Column map 'm': 'columns' must hold names and values, such as {"title": "Name"}, but holds 7.
                    {columns: [                     | Column map 'm': it is neither YAML nor JSON. Write for example {"columns": {"title": "Name"}}.
                    """)
    void aWrongNameIsRefusedWithTheRightOnesNearestFirst(String map, String message) {
        assertThatExceptionOfType(UnreadableBacklogException.class)
                .isThrownBy(() -> ColumnMapFile.parse("m", map))
                .satisfies(e -> assertThat(e.getMessage()).startsWith(message));
    }
}
