package io.throughline.bench;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A backlog of any size, the same at every run. Item n depends on n and the size alone, so it is never held as a whole. Older
 * items are mostly done, one in twenty is an epic that those after it belong to, places in the backlog do not follow the keys.
 */
final class GeneratedBacklog {

    static final int TEAMS = 20;

    private static final int MEMBERS = 160;
    private static final int EPIC_EVERY = 20;
    private static final int DAYS = 3 * 365;
    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2023, 6, 1, 8, 0);
    /** A prime above any size we generate: multiplying by it modulo the size shuffles. */
    private static final long SHUFFLE = 2_147_483_647L;

    private static final String[] LABELS =
            "backend frontend mobile ops security ux billing tech-debt regression customer compliance data".split(" ");
    private static final int[] POINTS = {1, 2, 2, 3, 3, 3, 5, 5, 8, 13};
    private static final String[] FIRST_NAMES =
            "Ada Bela Chen Dana Emil Fatima Gus Hana Igor Jun Kofi Lena Marta Nils Olga Pablo".split(" ");
    private static final String[] LAST_NAMES =
            "Adeyemi Berg Castillo Dubois Eriksen Fischer Gupta Haas Ivanova Jansen".split(" ");

    private final int size;
    private final Vocabulary vocabulary;

    GeneratedBacklog(int size, Vocabulary vocabulary) {
        this.size = size;
        this.vocabulary = vocabulary;
    }

    Stream<GeneratedItem> items() {
        return IntStream.range(0, size).mapToObj(this::item);
    }

    int size() {
        return size;
    }

    static String team(int number) {
        return "Team " + (char) ('A' + number);
    }

    private static String key(int number) {
        return "PLAT-" + (number + 1);
    }

    private GeneratedItem item(int number) {
        var random = new SplittableRandom(33L * number + 7);
        boolean epic = number % EPIC_EVERY == 0;
        String category = category(random, number);
        LocalDateTime created = FIRST_DAY.plusDays((long) number * DAYS / size).plusMinutes(random.nextInt(10 * 60));
        LocalDateTime updated = created.plusDays(random.nextInt(60)).plusMinutes(random.nextInt(600));
        int member = random.nextInt(MEMBERS);
        return new GeneratedItem(
                key(number),
                number + 10_000,
                vocabulary.phrase(random, 4, 9),
                description(random),
                epic ? "Epic" : issueType(random),
                status(random, category),
                category,
                pick(random, "Highest", "High", "Medium", "Medium", "Medium", "Low", "Lowest"),
                rank(number),
                epic || random.nextInt(5) == 0 ? null : POINTS[random.nextInt(POINTS.length)],
                random.nextInt(6) == 0 ? null : name(member),
                team(member % TEAMS),
                epic || random.nextInt(4) == 0 ? null : key(number - number % EPIC_EVERY),
                labels(random),
                sprints(random, number, member % TEAMS, category),
                created,
                updated,
                category.equals("Done") ? updated : null);
    }

    private String category(SplittableRandom random, int number) {
        boolean recent = number > size * 0.8;
        int chance = random.nextInt(100);
        if (recent) {
            return chance < 55 ? "To Do" : chance < 75 ? "In Progress" : "Done";
        }
        return chance < 10 ? "To Do" : chance < 13 ? "In Progress" : "Done";
    }

    private static String status(SplittableRandom random, String category) {
        return switch (category) {
            case "To Do" -> pick(random, "To Do", "To Do", "Selected for Development");
            case "In Progress" -> pick(random, "In Progress", "In Progress", "In Review");
            default -> "Done";
        };
    }

    private static String issueType(SplittableRandom random) {
        return pick(random, "Story", "Story", "Story", "Story", "Bug", "Bug", "Bug", "Task", "Task", "Spike");
    }

    private String rank(int number) {
        String place = Long.toString((number + 1L) * SHUFFLE % size, Character.MAX_RADIX);
        return "0|i" + "0".repeat(6 - place.length()) + place + ":";
    }

    private String description(SplittableRandom random) {
        int sentences = 1 + random.nextInt(3);
        var text = new StringBuilder();
        for (int at = 0; at < sentences; at++) {
            text.append(at == 0 ? "" : " ")
                    .append(vocabulary.phrase(random, 6, 16))
                    .append('.');
        }
        return text.toString();
    }

    private static List<String> labels(SplittableRandom random) {
        List<String> labels = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            String label = LABELS[random.nextInt(LABELS.length)];
            if (!labels.contains(label)) {
                labels.add(label);
            }
        }
        return labels;
    }

    private List<String> sprints(SplittableRandom random, int number, int team, String category) {
        if (category.equals("To Do")) {
            return List.of();
        }
        int sprint = (int) ((long) number * DAYS / size / 14) + 1;
        String first = "%s %d".formatted(team(team), sprint);
        boolean carriedOver = random.nextInt(5) == 0;
        return carriedOver ? List.of(first, "%s %d".formatted(team(team), sprint + 1)) : List.of(first);
    }

    private static String name(int member) {
        return FIRST_NAMES[member % FIRST_NAMES.length] + " " + LAST_NAMES[member / FIRST_NAMES.length];
    }

    private static String pick(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
