package io.throughline.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonAlias;
import io.throughline.problem.CallerMistakeException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

class ArgumentReaderTest {

    private final ArgumentReader reader =
            new ArgumentReader(JsonMapper.builder().build());

    private record Arguments(
            @Nullable String text,
            @Nullable Integer limit,
            @Nullable Boolean blocked,
            @Nullable Double size,
            @Nullable List<String> types) {}

    private Arguments read(String name, @Nullable Object value) {
        Map<String, Object> given = new HashMap<>();
        given.put(name, value);
        return reader.read(given, Arguments.class);
    }

    @Test
    void whatIsAbsentOrNullIsNotSet() {
        assertThat(reader.read(Map.of(), Arguments.class)).isEqualTo(new Arguments(null, null, null, null, null));
        assertThat(read("limit", null).limit()).isNull();
    }

    @Test
    void whatModelsOftenDoIsForgiven() {
        assertThat(read("limit", "25").limit()).isEqualTo(25);
        assertThat(read("types", "bug").types()).containsExactly("bug");
        assertThat(read("types", List.of("bug", 3)).types()).containsExactly("bug", "3");
        assertThat(read("blocked", "true").blocked()).isTrue();
        assertThat(read("text", 12).text()).isEqualTo("12");
        assertThat(read("size", 3).size()).isEqualTo(3.0);
    }

    @Test
    void whatCannotBeMeantIsRefusedByNameAndValue() {
        refused("limit", "many", "limit is 'many', but must be a whole number up to 2147483647.");
        refused("limit", 2.5, "limit is 2.5, but must be a whole number up to 2147483647.");
        refused("limit", 99_999_999_999L, "limit is 99999999999, but must be a whole number up to 2147483647.");
        refused("blocked", "perhaps", "blocked is 'perhaps', but must be true or false.");
        refused("size", "big", "size is 'big', but must be a number.");
        refused("text", Map.of("a", 1), "text is {a=1}, but must be text.");
        refused("text", List.of("a", "b"), "text is [a, b], but must be text.");
        refused("types", Map.of("a", 1), "types is {a=1}, but must be a list of texts.");
        refused("types", List.of(Map.of("a", 1)), "types is [{a=1}], but must be a list of texts.");
    }

    @Test
    void unknownArgumentsAreRefusedWithNearOnes() {
        refused("limits", 3, "There is no argument 'limits'. The nearest are: limit, size, text, types, blocked.");
        refused("", 3, "There is no argument ''. The nearest are: size, text, limit, types, blocked.");
    }

    private void refused(String name, Object value, String message) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> read(name, value))
                .withMessage(message);
    }

    @JsonNaming(SnakeCaseStrategy.class)
    private record Row(@Nullable String itemKey, @Nullable BigDecimal hours) {}

    @JsonNaming(SnakeCaseStrategy.class)
    private record Named(
            @JsonAlias({"date_str", "day"}) @Nullable String logDate,
            @Nullable BigDecimal hours,
            @Nullable List<Row> rows,
            @Nullable List<BigDecimal> numbers) {}

    private Named named(Object... namesAndValues) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            given.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return reader.read(given, Named.class);
    }

    private void refusedNamed(String message, Object... namesAndValues) {
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> named(namesAndValues))
                .withMessage(message);
    }

    @Test
    void namesMayHaveUnderscoresAndOlderSpellings() {
        assertThat(named("log_date", "a").logDate()).isEqualTo("a");
        assertThat(named("date_str", "a").logDate()).isEqualTo("a");
        assertThat(named("day", "a", "log_date", "a").logDate()).isEqualTo("a");
        refusedNamed(
                "The argument log_date is there twice, as a and as b. day is another name of it; give one.",
                "log_date",
                "a",
                "day",
                "b");
        refusedNamed(
                "There is no argument 'logDate'. The nearest are: log_date, hours, rows, numbers.", "logDate", "a");
    }

    @Test
    void rowsAreReadAndTheirFaultsHaveAPlace() {
        assertThat(named("rows", List.of(Map.of("item_key", "APP-1", "hours", "2.5")))
                        .rows())
                .containsExactly(new Row("APP-1", new BigDecimal("2.5")));
        refusedNamed(
                "rows[1].hours is 'two', but must be a number with a point, such as 7.5.",
                "rows",
                List.of(Map.of("hours", 1), Map.of("hours", "two")));
        refusedNamed(
                "There is no argument 'hour'. The nearest are: hours, item_key.", "rows", List.of(Map.of("hour", 1)));
        refusedNamed("rows[0] is 'x', but must be of another kind; see the input schema.", "rows", "x");
    }

    @Test
    void hoursAreFiniteNumbersWithAPoint() {
        assertThat(named("hours", 8.1).hours()).isEqualTo(new BigDecimal("8.1"));
        for (Object wrong : List.of("8,5", "8h", "NaN", true, "Infinity")) {
            refusedNamed(
                    "hours is " + (wrong instanceof String ? "'" + wrong + "'" : wrong)
                            + ", but must be a number with a point, such as 7.5.",
                    "hours",
                    wrong);
        }
        assertThatExceptionOfType(CallerMistakeException.class).isThrownBy(() -> named("hours", Double.NaN));
        assertThatExceptionOfType(CallerMistakeException.class)
                .isThrownBy(() -> named("hours", Double.POSITIVE_INFINITY));
        refusedNamed("numbers is [x], but must be a list of numbers such as 7.5.", "numbers", List.of("x"));
    }

    @Test
    void anyValuesAreReadOrRefusedAndNeverAFault() {
        var random = new SplittableRandom(14);
        List<String> names = List.of("text", "limit", "blocked", "size", "types", "other");
        for (int round = 0; round < 5_000; round++) {
            Map<String, Object> given = new HashMap<>();
            for (int argument = 0; argument < random.nextInt(4); argument++) {
                given.put(names.get(random.nextInt(names.size())), value(random, 0));
            }
            try {
                reader.read(given, Arguments.class);
            } catch (CallerMistakeException e) {
                assertThat(e.getMessage()).isNotBlank().doesNotContain("tools.jackson", "java.lang");
            }
        }
    }

    private static @Nullable Object value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 2 ? 7 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextLong();
            case 4 -> random.nextDouble() * Math.pow(10, random.nextInt(300));
            case 5 -> "";
            case 6 -> Long.toString(random.nextLong(), 36);
            case 7 -> Arrays.asList(value(random, depth + 1), value(random, depth + 1));
            default -> {
                Map<String, @Nullable Object> map = new HashMap<>();
                map.put("a", value(random, depth + 1));
                yield map;
            }
        };
    }
}
