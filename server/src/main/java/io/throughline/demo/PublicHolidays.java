package io.throughline.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.SortedMap;
import java.util.TreeMap;

/** The public holidays of the Netherlands, where the sample company sits, and Good Friday, which it gives. */
final class PublicHolidays {

    private static final MonthDay KINGS_DAY = MonthDay.of(4, 27);

    private PublicHolidays() {}

    /** Holidays on weekdays, by day; both ends count. */
    static SortedMap<LocalDate, String> between(LocalDate from, LocalDate to) {
        SortedMap<LocalDate, String> holidays = new TreeMap<>();
        for (int year = from.getYear(); year <= to.getYear(); year++) {
            LocalDate easter = easterSunday(year);
            LocalDate kingsDay = KINGS_DAY.atYear(year);
            boolean sunday = kingsDay.getDayOfWeek() == DayOfWeek.SUNDAY;
            holidays.put(LocalDate.of(year, 1, 1), "New Year's Day");
            holidays.put(easter.minusDays(2), "Good Friday");
            holidays.put(sunday ? kingsDay.minusDays(1) : kingsDay, "King's Day");
            holidays.put(easter.plusDays(1), "Easter Monday");
            holidays.put(easter.plusDays(39), "Ascension Day");
            holidays.put(easter.plusDays(50), "Whit Monday");
            holidays.put(LocalDate.of(year, 12, 25), "Christmas Day");
            holidays.put(LocalDate.of(year, 12, 26), "Boxing Day");
        }
        holidays.keySet().removeIf(day -> day.isBefore(from) || day.isAfter(to) || weekend(day));
        return holidays;
    }

    static boolean weekend(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
    }

    /** Gregorian Easter; source: Meeus, <i>Astronomical Algorithms</i> (1991), ch. 8. */
    static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
