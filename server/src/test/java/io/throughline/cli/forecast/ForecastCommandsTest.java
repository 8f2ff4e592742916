package io.throughline.cli.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.problem.CallerMistakeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ForecastCommandsTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void answersAFileWithAFile() throws IOException {
        Path questions = folder.resolve("in.jsonl");
        Path answers = folder.resolve("out.jsonl");
        Files.writeString(questions, "{\"id\":\"a\",\"periods\":[1],\"remaining\":0}\n");
        assertThat(run(new ForecastCommand(), "--batch", questions.toString(), answers.toString()))
                .isZero();
        assertThat(Files.readString(answers)).startsWith("{\"id\":\"a\",\"p05\":0");
        Files.writeString(questions, "{\"id\":\"a\"}\n");
        assertThat(run(new ForecastCommand(), "--batch", questions.toString(), answers.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("1 of 1 lines could not be understood");
    }

    @Test
    void refusesFilesThatItCannotUse() throws IOException {
        Path questions = Files.writeString(folder.resolve("in.jsonl"), "");
        assertMistake("There is no readable file " + folder + "/none.", folder + "/none", folder + "/out");
        assertMistake(
                "The answers would overwrite the questions in " + questions + ". Name another file for them.",
                questions.toString(),
                questions.toString());
        assertMistake(
                "The answers cannot be written to " + folder + "/no/out. Name a file in a folder that exists.",
                questions.toString(),
                folder + "/no/out");
    }

    @Test
    void measuresAFolderOfSeries() throws IOException {
        Files.createDirectories(folder.resolve("throughput"));
        Files.createDirectories(folder.resolve("sprints"));
        write(
                "throughput/one.weekly.csv",
                "week_start,items_done,points_done",
                60,
                week -> "w," + week % 7 + "," + week % 5);
        write("throughput/two.weekly.csv", "week_start,items_done", 60, week -> "w," + week * 5 % 11);
        write("sprints/three.sprints.csv", "sprint,delivered_points", 40, sprint -> "s," + (3 + sprint % 4) + ".5");
        Path json = folder.resolve("figures.json");
        assertThat(run(new BenchForecastCommand(), folder.toString(), "--json", json.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("weekly, WHEN: mean over 2 series")
                .contains("weekly_points, WHEN: mean over 1 series")
                .contains("sprints, HOW MUCH: mean over 1 series")
                .contains("mc26_lvl30")
                .contains("refused = missed")
                .contains("one#points");
        JsonNode figures = JsonMapper.builder().build().readTree(json);
        assertThat(figures.propertyNames()).containsExactly("throughline", "mc12", "mc26_lvl30", "naive12");
        JsonNode macro = figures.at("/throughline/overall/weekly/macro_over_teams/when");
        assertThat(macro.get("teams").intValue()).isEqualTo(2);
        assertThat(macro.get("cover").propertyNames()).containsExactly("P50", "P75", "P85", "P90", "P95");
        assertThat(figures.at("/mc12/per_team/three/when/n").intValue())
                // Origins 12, 14, … 36 of 40 sprints: 9 with 12 to look at, 3 with 24, none with 48.
                .isEqualTo(9 + 3);
    }

    @Test
    void saysWhichFileIsNoSeries() throws IOException {
        assertThatThrownBy(() -> SeriesFolder.read(folder.resolve("none")))
                .hasMessage("There is no folder " + folder.resolve("none") + ".");
        assertThatThrownBy(() -> SeriesFolder.read(folder)).hasMessageStartingWith("There are no series in " + folder);
        Files.createDirectories(folder.resolve("throughput"));
        Path file = folder.resolve("throughput/x.weekly.csv");
        Files.writeString(file, "week_start,items_done\nw,3\nw,many\n");
        assertThatThrownBy(() -> SeriesFolder.read(folder))
                .isInstanceOf(CallerMistakeException.class)
                .hasMessage(file + ", line 3: items_done is 'many', but must be a number of 0 or more.");
        Files.writeString(file, "week_start,done\nw,3\n");
        assertThatThrownBy(() -> SeriesFolder.read(folder))
                .hasMessage(file + ", line 2: there is no column items_done; there are week_start, done.");
        Files.writeString(file, "week_start,items_done\n");
        assertThatThrownBy(() -> SeriesFolder.read(folder)).hasMessage(file + " has no rows. It needs one per period.");
    }

    private interface Row {
        String of(int period);
    }

    private void write(String name, String header, int rows, Row row) throws IOException {
        List<String> lines = IntStream.range(0, rows).mapToObj(row::of).collect(Collectors.toList());
        lines.addFirst(header);
        Files.write(folder.resolve(name), lines);
    }

    private void assertMistake(String message, String in, String answers) {
        var command = new ForecastCommand();
        new CommandLine(command).parseArgs("--batch", in, answers);
        assertThatThrownBy(command::call)
                .isInstanceOf(CallerMistakeException.class)
                .hasMessage(message);
    }

    private int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
