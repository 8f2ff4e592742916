package io.throughline.erp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.LogLabel;
import io.throughline.timelog.LogProject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the ERP told somebody less than a minute ago, so that a fill of many weeks does not ask the same thing for each. Of
 * nobody else's sign-in, and of no other of the same person's.
 */
final class Remembered {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final Duration SURELY_MISSING = Duration.ofSeconds(5);
    private static final int MOST = 10_000;

    private final Cache<YearKey, YearList> years = cache();
    private final Cache<KeptSignIn, List<LogProject>> projects = cache();
    private final Cache<KeptSignIn, List<LogLabel>> labels = cache();

    private record YearKey(KeptSignIn signIn, int year) {}

    private record YearList(Map<LocalDate, Long> ids, long readAtNanos) {}

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
    }

    /** @return null if it is not known; the week may exist all the same */
    @Nullable Long weekId(KeptSignIn signIn, LocalDate monday) {
        YearList list = years.getIfPresent(new YearKey(signIn, monday.getYear()));
        return list == null ? null : list.ids().get(monday);
    }

    /** Whether the ERP did not have the week only just now. */
    boolean isMissing(KeptSignIn signIn, LocalDate monday) {
        YearList list = years.getIfPresent(new YearKey(signIn, monday.getYear()));
        return list != null
                && !list.ids().containsKey(monday)
                && System.nanoTime() - list.readAtNanos() < SURELY_MISSING.toNanos();
    }

    /** @param ids of all weeks of the year */
    void keepYear(KeptSignIn signIn, int year, Map<LocalDate, Long> ids) {
        years.put(new YearKey(signIn, year), new YearList(Map.copyOf(ids), System.nanoTime()));
    }

    void forgetYear(KeptSignIn signIn, int year) {
        years.invalidate(new YearKey(signIn, year));
    }

    @Nullable List<LogProject> projects(KeptSignIn signIn) {
        return projects.getIfPresent(signIn);
    }

    void keepProjects(KeptSignIn signIn, List<LogProject> read) {
        projects.put(signIn, read);
    }

    @Nullable List<LogLabel> labels(KeptSignIn signIn) {
        return labels.getIfPresent(signIn);
    }

    void keepLabels(KeptSignIn signIn, List<LogLabel> read) {
        labels.put(signIn, read);
    }
}
