package io.throughline.erp;

import io.throughline.erp.signin.KeptSignIn;
import io.throughline.timelog.TimeLogProblemException;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Reads from and writes to the ERP as somebody. Reads are tried up to three times where another try can help; a write is sent
 * once, and what became of it is told. Safe for concurrent use.
 */
final class ErpApi {

    private static final int TRIES = 3;
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

    private final ErpHttp http;
    private final ErpAnswers answers;
    private final Patience patience;
    private final Consumer<KeptSignIn> forget;
    private final Clock clock;
    private final Random random = new Random();

    /** @param forget called with a sign-in that the ERP no longer takes */
    ErpApi(ErpHttp http, ErpAnswers answers, Patience patience, Consumer<KeptSignIn> forget, Clock clock) {
        this.http = http;
        this.answers = answers;
        this.patience = patience;
        this.forget = forget;
        this.clock = clock;
    }

    ErpAnswers answers() {
        return answers;
    }

    /** @throws TimeLogProblemException if there is nothing, or it cannot be had */
    JsonNode get(KeptSignIn signIn, String path) {
        Exchange.Answered answer = read(signIn, path);
        if (answer.status() >= 300 || answer.status() < 200) {
            throw answers.problem(answer);
        }
        return json(answer);
    }

    /** As {@link #get}; empty where the ERP has nothing under that path, or nothing of the caller's. */
    Optional<JsonNode> find(KeptSignIn signIn, String path) {
        Exchange.Answered answer = read(signIn, path);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (answer.status() >= 300 || answer.status() < 200) {
            throw answers.problem(answer);
        }
        return Optional.of(json(answer));
    }

    private JsonNode json(Exchange.Answered answer) {
        JsonNode json = answers.json(answer);
        if (json == null) {
            throw answers.noJson(answer);
        }
        return json;
    }

    private Exchange.Answered read(KeptSignIn signIn, String path) {
        for (int attempt = 1; ; attempt++) {
            Duration pause = usualPause(attempt);
            TimeLogProblemException problem;
            boolean again;
            switch (http.send("GET", path, signIn.token(), null)) {
                case Exchange.Answered answer -> {
                    requireSignIn(signIn, answer);
                    if (!PASSING.contains(answer.status())) {
                        return answer;
                    }
                    Duration asked = askedPause(answer.headers());
                    problem = answers.problem(answer);
                    again = asked.compareTo(patience.longestPause()) <= 0;
                    pause = asked.compareTo(pause) > 0 ? asked : pause;
                }
                case Exchange.NotSent notSent -> {
                    problem = answers.notSent(notSent);
                    again = true;
                }
                case Exchange.Lost lost -> {
                    problem = answers.lost(lost);
                    again = !lost.overdue();
                }
            }
            if (!again || attempt == TRIES || !slept(pause)) {
                throw problem;
            }
        }
    }

    /** @param method POST or PATCH */
    Written write(KeptSignIn signIn, String method, String path, JsonNode body) {
        return switch (http.send(method, path, signIn.token(), ErpJson.write(body))) {
            case Exchange.NotSent notSent -> new Written.Refused(0, "", answers.notSent(notSent));
            case Exchange.Lost lost -> new Written.Unsure(answers.lost(lost), true, lost.overdue(), Duration.ZERO);
            case Exchange.Answered answer -> {
                requireSignIn(signIn, answer);
                yield written(answer);
            }
        };
    }

    private Written written(Exchange.Answered answer) {
        int status = answer.status();
        JsonNode body = answers.json(answer);
        if (status >= 200 && status < 300) {
            // A page says nothing of whether it was saved; an empty answer is a plain yes.
            return body != null || (answer.text() != null && answer.text().isBlank())
                    ? new Written.Accepted(body)
                    : new Written.Unsure(answers.noJson(answer), false, false, Duration.ZERO);
        }
        if (status >= 400 && status < 500) {
            return new Written.Refused(status, ErpAnswers.code(body), answers.problem(answer));
        }
        Duration asked = askedPause(answer.headers());
        boolean again = status >= 500 && asked.compareTo(patience.longestPause()) <= 0;
        return new Written.Unsure(answers.problem(answer), again, false, asked);
    }

    private void requireSignIn(KeptSignIn signIn, Exchange.Answered answer) {
        if (answer.status() == 401) {
            forget.accept(signIn);
            throw answers.signInNeeded();
        }
    }

    /** Waits before another try of a change. False if there is no time for that. */
    boolean pause(int attempt, Duration asked) {
        Duration usual = usualPause(attempt);
        return slept(asked.compareTo(usual) > 0 ? asked : usual);
    }

    /** Half of it is chance, so that those who failed together do not come back together. */
    private Duration usualPause(int attempt) {
        long most = patience.pause().toMillis() << (attempt - 1);
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration askedPause(HttpHeaders headers) {
        String asked = headers.firstValue("Retry-After").orElse("").strip();
        try {
            if (asked.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(asked));
            }
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
