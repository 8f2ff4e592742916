package io.throughline.velocity;

import io.throughline.TestServer;
import io.throughline.backlog.ItemType;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.StatusChange;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.MemoryFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A company whose teams finish so many items in each week; for tests of whatever goes by it. */
public final class Deliveries {

    /** Monday of the week in which {@link TestServer#NOW} lies. */
    public static final LocalDate THIS_MONDAY = LocalDate.of(2026, 11, 16);

    private final TestServer server;
    private final TestServer.Company company;
    private final List<Draft> drafts = new ArrayList<>();
    private int made;

    public Deliveries(TestServer server, String tenantKey) {
        this.server = server;
        this.company = server.company(tenantKey);
    }

    public TestServer.Company company() {
        return company;
    }

    /** The team finished so many items in each of the last whole weeks, oldest first; each took two days. */
    public Deliveries finished(String team, int... perWeek) {
        for (int week = 0; week < perWeek.length; week++) {
            LocalDate wednesday = THIS_MONDAY.minusWeeks(perWeek.length - week).plusDays(2);
            for (int item = 0; item < perWeek[week]; item++) {
                done(team, wednesday, null);
            }
        }
        return this;
    }

    /** One item that was finished on a day. */
    public Draft done(String team, LocalDate day, Double points) {
        Draft draft = item(team, points).status("Done", StatusCategory.DONE).history(lived(day));
        return draft;
    }

    private static StatusChange[] lived(LocalDate finished) {
        return new StatusChange[] {
            change(finished.minusDays(9), null, "To Do", StatusCategory.TODO),
            change(finished.minusDays(2), "To Do", "In Progress", StatusCategory.IN_PROGRESS),
            change(finished, "In Progress", "Done", StatusCategory.DONE)
        };
    }

    public static StatusChange change(LocalDate day, String from, String to, StatusCategory category) {
        return new StatusChange(at(day), from, to, category);
    }

    private static Instant at(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    /** An open item. */
    public Draft item(String team, Double points) {
        made++;
        Draft draft = Draft.of("APP-" + made).type(ItemType.STORY).team(team).points(points);
        drafts.add(draft);
        return draft;
    }

    /** The item of that number anew, as it is from now on. */
    public Draft again(int number, String team) {
        Draft draft = Draft.of("APP-" + number).type(ItemType.STORY).team(team);
        drafts.add(draft);
        return draft;
    }

    /** The epic {@code APP-n} with so many open items of the team. */
    public String epic(String team, int open) {
        made++;
        String key = "APP-" + made;
        drafts.add(Draft.of(key).type(ItemType.EPIC).title("Epic " + key));
        for (int item = 0; item < open; item++) {
            item(team, null).parent(key);
        }
        return key;
    }

    /** How many items there are so far; the last one has this number in its key. */
    public int made() {
        return made;
    }

    /** Brings in what was said since the last time. */
    public Deliveries write() {
        MemoryFile.of(drafts.toArray(Draft[]::new)).into(server, company);
        drafts.clear();
        return this;
    }
}
