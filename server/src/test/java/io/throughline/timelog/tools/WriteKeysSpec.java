package io.throughline.timelog.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.TestDatabase;
import io.throughline.access.Role;
import io.throughline.timelog.tools.LogCalls.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same call twice, with a key. */
abstract class WriteKeysSpec extends LogToolsSpec {

    WriteKeysSpec(TestDatabase database) {
        super(database, List.of(MOBILE, "Internal"), MONDAY);
    }

    @Test
    void theSameKeyAnswersTheSameAndDoesNothingMore() {
        Answer first = fill("2026-11-16", "2026-11-17", "idempotency_key", "monday");
        calls.call(
                who,
                "delete_log",
                "date",
                "2026-11-16",
                "description",
                "Support",
                "project_name",
                "Mobile",
                "idempotency_key",
                "gone");

        Answer again = fill("2026-11-16", "2026-11-17", "idempotency_key", "monday");

        assertThat(again.at("replayed").asBoolean()).isTrue();
        assertThat(again.at("data")).isEqualTo(first.at("data"));
        assertThat(again.text())
                .startsWith("This call with the same idempotency_key was answered at 2026-11-21T09:00:00Z;");
        assertThat(minutes(MONDAY)).isZero();
        Answer other = fill("2026-11-16", "2026-11-18", "idempotency_key", "monday");
        assertThat(other.text())
                .isEqualTo(
                        "The idempotency_key 'monday' was used for another call within the last 7 days. Nothing was changed;"
                                + " give a new key.");
        assertThat(calls.call(
                                company.person("other" + people.get(), Role.MEMBER, List.of(MOBILE), MONDAY),
                                "fill_logs_for_days",
                                "start_date",
                                "2026-11-16",
                                "end_date",
                                "2026-11-18",
                                "description",
                                "Mine",
                                "project_name",
                                "Mobile",
                                "idempotency_key",
                                "monday")
                        .at("data/created")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void aRefusedCallMayBeTriedAgainWithItsKey() {
        calls.call(who, "complete_week_log", "week_starting", MONDAY.toString());
        assertThat(fill("2026-11-16", "2026-11-17", "idempotency_key", "again").failed())
                .isTrue();
        calls.call(who, "complete_week_log", "week_starting", MONDAY.toString(), "save_draft", true);
        assertThat(fill("2026-11-16", "2026-11-17", "idempotency_key", "again")
                        .at("data/created")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void ofManyCallsAtOnceWithOneKeyOneDoesTheWork() throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
            List<Callable<Answer>> same = new ArrayList<>();
            for (int each = 0; each < 6; each++) {
                same.add(() -> fill("2026-11-16", "2026-11-20", "idempotency_key", "at once"));
            }
            int done = 0;
            for (Future<Answer> future : pool.invokeAll(same)) {
                Answer answer = future.get();
                assertThat(answer.failed()).as(answer.text()).isFalse();
                assertThat(answer.at("data/created").asInt()).isEqualTo(5);
                done += answer.at("replayed").asBoolean(false) ? 0 : 1;
            }
            assertThat(done).isEqualTo(1);
        }
    }

    @Test
    void keysAreForgottenAfterAWeek() {
        fill("2026-11-16", "2026-11-16", "idempotency_key", "old");
        server.pass(Duration.ofDays(7).plusSeconds(1));
        Answer later = fill("2026-11-16", "2026-11-16", "idempotency_key", "old");
        assertThat(later.at("replayed").isMissingNode()).isTrue();
        assertThat(later.at("data/unchanged").asInt()).isEqualTo(1);
        server.pass(Duration.ofDays(-7).minusSeconds(1));
    }
}
