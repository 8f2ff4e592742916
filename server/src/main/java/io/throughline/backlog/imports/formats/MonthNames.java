package io.throughline.backlog.imports.formats;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Months by name or by any beginning of three letters or more, in the languages that trackers export dates in. */
final class MonthNames {

    private static final int AMBIGUOUS = 0;

    /** Where two languages disagree (Croatian and Polish "lis"), the one that stands first wins. */
    private static final String LANGUAGES = """
            january february march april may june july august september october november december
            januar februar märz april mai juni juli august september oktober november dezember
            jänner feber mrz apr mai juni juli aug sept okt nov dez
            janvier février mars avril mai juin juillet août septembre octobre novembre décembre
            enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
            ene feb mar abr may jun jul ago set oct nov dic
            janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
            gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
            januari februari maart april mei juni juli augustus september oktober november december
            januari februari mrt apr mei juni juli augusti sept okt nov dec
            januar februar mars april maj juni juli august september oktober november desember
            styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień
            stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia
            tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu
            leden únor březen duben květen červen červenec srpen září říjen listopad prosinec
            ledna února března dubna května června července srpna září října listopadu prosince
            január február március április május június július augusztus szeptember október november december
            ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
            ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
            январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
            января февраля марта апреля мая июня июля августа сентября октября ноября декабря
            січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
            січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
            """;

    private static final Map<String, Integer> MONTHS = months();

    private MonthNames() {}

    /** @return 1 to 12, or 0 if the word is no month */
    static int month(String word) {
        return MONTHS.getOrDefault(word.toLowerCase(Locale.ROOT), AMBIGUOUS);
    }

    private static Map<String, Integer> months() {
        Map<String, Integer> months = new HashMap<>();
        LANGUAGES.lines().forEach(language -> {
            Map<String, Integer> own = new HashMap<>();
            String[] names = language.split(" ");
            for (int i = 0; i < names.length; i++) {
                addBeginnings(own, names[i], i + 1);
                addBeginnings(own, withoutAccents(names[i]), i + 1);
            }
            own.forEach(months::putIfAbsent);
        });
        return Map.copyOf(months);
    }

    private static void addBeginnings(Map<String, Integer> own, String name, int month) {
        own.put(name, month);
        for (int length = 3; length < name.length(); length++) {
            own.merge(name.substring(0, length), month, (one, other) -> one.equals(other) ? one : AMBIGUOUS);
        }
    }

    private static String withoutAccents(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
