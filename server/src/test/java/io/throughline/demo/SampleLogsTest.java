package io.throughline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.backlog.imports.ImportedItem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SampleLogsTest {

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void peopleLogOnDaysOnWhichTheyWorkAndNotMoreThanTheyWork(LocalDate today) {
        SampleCompany company = SampleDays.company(today);
        SampleLogs logs = SampleLogs.of(company, today);
        Set<LocalDate> holidays = company.daysOff().stream()
                .filter(off -> off.memberEmail() == null)
                .map(SampleDayOff::day)
                .collect(Collectors.toSet());
        Map<String, Integer> dayMinutes = company.teams().stream()
                .flatMap(team -> team.members().stream())
                .collect(Collectors.toMap(SampleMember::email, member -> member.weeklyCapacityMinutes() / 5));

        assertThat(logs.lines()).allSatisfy(line -> {
            assertThat(line.date()).isBefore(today).isAfter(today.minusWeeks(SampleLogs.WEEKS + 1L));
            assertThat(PublicHolidays.weekend(line.date())).isFalse();
            assertThat(holidays).doesNotContain(line.date());
            assertThat(line.minutes()).isPositive();
        });
        logs.lines().stream()
                .collect(Collectors.groupingBy(
                        line -> line.personEmail() + line.date(), Collectors.summingInt(SampleLogLine::minutes)))
                .forEach((day, minutes) -> assertThat(minutes)
                        .as(day)
                        .isLessThanOrEqualTo(dayMinutes.getOrDefault(day.substring(0, day.length() - 10), 480)));
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void noLineOfADayIsThereTwice(LocalDate today) {
        SampleLogs logs = SampleLogs.of(SampleDays.company(today), today);

        Set<String> seen = new HashSet<>();
        logs.lines()
                .forEach(line -> assertThat(seen.add(line.personEmail()
                                + line.date()
                                + line.project()
                                + line.description()
                                + line.itemKey()))
                        .as(line.toString())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void muchOfTheTimeIsOnItemsThatWereStartedByThen(LocalDate today) {
        SampleLogs logs = SampleLogs.of(SampleDays.company(today), today);
        Map<String, ImportedItem> items =
                SampleDays.items(today).stream().collect(Collectors.toMap(ImportedItem::key, item -> item));

        int all = logs.lines().stream().mapToInt(SampleLogLine::minutes).sum();
        int onItems = 0;
        for (SampleLogLine line : logs.lines()) {
            if (line.itemKey() != null) {
                ImportedItem item = items.get(line.itemKey());
                assertThat(item).as(line.itemKey()).isNotNull();
                assertThat(item.startedAt())
                        .isBefore(line.date()
                                .plusDays(1)
                                .atStartOfDay(ZoneId.of("Europe/Amsterdam"))
                                .toInstant());
                onItems += line.minutes();
            }
        }
        assertThat((double) onItems / all).isBetween(0.25, 0.75);
    }

    @ParameterizedTest
    @MethodSource("io.throughline.demo.SampleDays#days")
    void whoeverLogsOnAProjectMay(LocalDate today) {
        SampleLogs logs = SampleLogs.of(SampleDays.company(today), today);
        Map<String, Set<String>> allowed = logs.projects().stream()
                .collect(Collectors.toMap(SampleLogs.Project::completeName, SampleLogs.Project::emails));

        assertThat(logs.lines())
                .allSatisfy(line -> assertThat(allowed.get(line.project())).contains(line.personEmail()));
    }
}
