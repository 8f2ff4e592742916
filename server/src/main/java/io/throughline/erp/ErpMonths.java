package io.throughline.erp;

import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.TimeLogProblemException;
import io.throughline.timelog.TimeLogProblemException.Kind;
import io.throughline.timelog.WeekLog;
import io.throughline.timelog.Weeks;
import io.throughline.timelog.WeeksRead;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads all weeks of a range by the ERP's lists of months, some at a time: one request for each month, and one for each week
 * that a list tells only the sums of.
 */
final class ErpMonths {

    private static final int AT_A_TIME = 4;

    private final ErpApi api;
    private final ErpWeeks weeks;

    ErpMonths(ErpApi api, ErpWeeks weeks) {
        this.api = api;
        this.weeks = weeks;
    }

    WeeksRead read(KeptSignIn signIn, LocalDate from, LocalDate to) {
        LocalDate first = Weeks.mondayOf(from);
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = YearMonth.from(first); !month.isAfter(YearMonth.from(to)); month = month.plusMonths(1)) {
            months.add(month);
        }
        List<String> problems = new ArrayList<>();
        List<Got<WeekList>> lists = all(months.stream()
                .map(month -> (Supplier<WeekList>) () -> list(signIn, month))
                .toList());
        Map<LocalDate, WeekList.Item> items = new TreeMap<>();
        for (int at = 0; at < months.size(); at++) {
            Got<WeekList> got = lists.get(at);
            if (got.problem() != null) {
                problems.add(months.get(at) + ": " + got.problem().getMessage());
            } else if (got.value() != null) {
                take(got.value(), first, to, items);
                if (got.value().undated() > 0) {
                    problems.add(months.get(at) + ": " + got.value().undated()
                            + " week logs do not tell their Monday and were left out.");
                }
            }
        }
        if (lists.stream().allMatch(got -> got.problem() != null)) {
            throw lists.getFirst().orThrow();
        }
        return new WeeksRead(documents(signIn, List.copyOf(items.values()), problems), problems);
    }

    private static void take(WeekList list, LocalDate first, LocalDate to, Map<LocalDate, WeekList.Item> items) {
        for (WeekList.Item item : list.items()) {
            if (!item.monday().isBefore(first) && !item.monday().isAfter(to)) {
                // A week at the edge of two months stands in both; the fuller one counts.
                items.merge(item.monday(), item, (one, other) -> isWhole(one) ? one : other);
            }
        }
    }

    private WeekList list(KeptSignIn signIn, YearMonth month) {
        WeekList list = WeekList.read(
                api.get(
                        signIn,
                        "project-logs/person/month-list/?year=" + Integer.toString(month.getYear()) + "&month="
                                + Integer.toString(month.getMonthValue())),
                month.getYear());
        if (list == null) {
            throw api.answers().unreadable("no list of week logs");
        }
        return list;
    }

    private List<WeekLog> documents(KeptSignIn signIn, List<WeekList.Item> items, List<String> problems) {
        List<Supplier<Optional<WeekDocument>>> reads = new ArrayList<>();
        for (WeekList.Item item : items) {
            reads.add(() -> document(signIn, item));
        }
        List<WeekLog> read = new ArrayList<>();
        List<Got<Optional<WeekDocument>>> got = all(reads);
        for (int at = 0; at < items.size(); at++) {
            TimeLogProblemException problem = got.get(at).problem();
            Optional<WeekDocument> document = got.get(at).value();
            if (problem != null) {
                problems.add("Week " + items.get(at).monday() + ": " + problem.getMessage());
            } else if (document != null) {
                document.ifPresent(found -> read.add(found.week()));
            }
        }
        return read;
    }

    private Optional<WeekDocument> document(KeptSignIn signIn, WeekList.Item item) {
        if (isWhole(item)) {
            return Optional.of(weeks.week(signIn, item.document(), item.monday()));
        }
        if (item.id() == null) {
            throw api.answers().unreadable("a week log without its lines and without a number to ask for them");
        }
        return weeks.read(signIn, item.id(), item.monday());
    }

    /** Whether the list has the lines of a week, and not only their sum. */
    private static boolean isWhole(WeekList.Item item) {
        var projects = ErpJson.list(item.document(), "projects");
        if (projects == null) {
            return false;
        }
        boolean lines = WeekDocument.objects(projects).stream().anyMatch(project -> project.has("tasks"));
        Long minutes = ErpJson.wholeNumber(item.document().path("total_minutes"));
        return lines || (projects.isEmpty() && minutes != null && minutes == 0);
    }

    /** One of the two is there. */
    private record Got<T>(@Nullable T value, @Nullable TimeLogProblemException problem) {

        TimeLogProblemException orThrow() {
            return problem == null ? new TimeLogProblemException(Kind.UNREADABLE, "") : problem;
        }
    }

    /** In their order. That somebody is no longer signed in ends it all. */
    private static <T> List<Got<T>> all(List<Supplier<T>> reads) {
        var room = new Semaphore(AT_A_TIME);
        List<Got<T>> got = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Got<T>>> futures = reads.stream()
                    .map(read -> threads.submit(() -> {
                        room.acquire();
                        try {
                            return got(read);
                        } finally {
                            room.release();
                        }
                    }))
                    .toList();
            try {
                for (Future<Got<T>> future : futures) {
                    got.add(future.get());
                }
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new TimeLogProblemException(Kind.UNREACHABLE, "The call was stopped.", e);
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw new IllegalStateException("Reading weeks of the ERP failed.", e.getCause());
            }
        }
        for (Got<T> one : got) {
            if (one.problem() != null && one.problem().kind() == Kind.SIGN_IN_NEEDED) {
                throw one.problem();
            }
        }
        return got;
    }

    private static <T> Got<T> got(Supplier<T> read) {
        try {
            return new Got<>(read.get(), null);
        } catch (TimeLogProblemException e) {
            return new Got<>(null, e);
        }
    }
}
