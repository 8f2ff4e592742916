package io.throughline.demo;

import io.throughline.backlog.imports.ImportedItem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The company on days that calendars get wrong, made once for all tests. */
final class SampleDays {

    private static final Map<LocalDate, SampleCompany> COMPANIES = new ConcurrentHashMap<>();

    private SampleDays() {}

    static Stream<LocalDate> days() {
        Stream<String> special = Stream.of(
                "2026-01-01",
                "2026-03-29",
                "2026-04-06",
                "2026-10-25",
                "2026-12-25",
                "2026-12-31",
                "2027-01-01",
                "2027-01-04",
                "2028-02-29");
        Stream<LocalDate> throughTheYear = Stream.iterate(LocalDate.of(2026, 1, 18), day -> day.plusDays(31))
                .limit(12);
        return Stream.concat(special.map(LocalDate::parse), throughTheYear);
    }

    static SampleCompany company(LocalDate today) {
        return COMPANIES.computeIfAbsent(today, SampleCompanyGenerator::generate);
    }

    static List<ImportedItem> items(LocalDate today) {
        return company(today).workspaces().stream()
                .flatMap(workspace -> workspace.items().stream())
                .toList();
    }

    static Map<String, ImportedItem> itemsByKey(LocalDate today) {
        return items(today).stream().collect(Collectors.toMap(ImportedItem::key, Function.identity()));
    }
}
