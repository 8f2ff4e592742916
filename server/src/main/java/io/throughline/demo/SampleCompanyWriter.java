package io.throughline.demo;

import io.throughline.access.AccessService;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.access.Tenant;
import io.throughline.backlog.Sprint;
import io.throughline.backlog.SprintService;
import io.throughline.backlog.SprintSnapshot;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.BacklogFormat;
import io.throughline.backlog.imports.ImportProgress;
import io.throughline.backlog.imports.ImportService;
import io.throughline.backlog.imports.ImportedItem;
import io.throughline.backlog.imports.RowSink;
import io.throughline.backlog.imports.UnreadableBacklogException;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stores a sample company through the same services that real data goes through. To be used in one transaction. */
final class SampleCompanyWriter {

    private final AccessService access;
    private final WorkspaceService workspaces;
    private final SprintService sprints;
    private final ImportService imports;
    private final Clock clock;

    SampleCompanyWriter(
            AccessService access,
            WorkspaceService workspaces,
            SprintService sprints,
            ImportService imports,
            Clock clock) {
        this.access = access;
        this.workspaces = workspaces;
        this.sprints = sprints;
        this.imports = imports;
        this.clock = clock;
    }

    /** @return everybody in it as a caller, by address */
    Map<String, Principal> write(SampleCompany company) {
        Tenant tenant = access.addTenant(DemoService.TENANT, company.name() + " (sample)", true);
        Map<SamplePerson, Person> people = new HashMap<>();
        for (SamplePerson person : company.people()) {
            people.put(person, access.addPerson(person.email(), person.name(), person.zone(), true));
        }
        SamplePerson owner = company.people().stream()
                .filter(person -> person.role() == Role.OWNER)
                .findFirst()
                .orElseThrow();
        Principal principal = caller(tenant, Objects.requireNonNull(people.get(owner)));
        for (SampleWorkspace sample : company.workspaces()) {
            Workspace workspace = workspaces.create(principal, sample.key(), sample.name());
            people.forEach(
                    (person, stored) -> access.grantRole(tenant.id(), workspace.id(), stored.id(), person.role()));
            Map<String, Long> teamIds = writeTeams(company, workspace);
            writeItems(principal, workspace, sample.items());
            writeSprints(company, workspace, teamIds);
        }
        Map<String, Principal> callers = new LinkedHashMap<>();
        company.people()
                .forEach(person ->
                        callers.put(person.email(), caller(tenant, Objects.requireNonNull(people.get(person)))));
        return callers;
    }

    private static Principal caller(Tenant tenant, Person person) {
        return new Principal(tenant.id(), person.id(), person.name(), person.zone(), "sample company", Scope.all());
    }

    private Map<String, Long> writeTeams(SampleCompany company, Workspace workspace) {
        Map<String, Long> teamIds = new HashMap<>();
        Map<String, Long> memberIds = new HashMap<>();
        for (SampleTeam sample : company.teams()) {
            if (sample.workspace().equals(workspace.key())) {
                Team team = workspaces.addTeam(workspace, sample.name());
                teamIds.put(team.name(), team.id());
                for (SampleMember person : sample.members()) {
                    Map<String, Integer> skills = new HashMap<>();
                    person.skills().forEach(skill -> skills.put(skill.name(), skill.level()));
                    Member member = workspaces.addMember(
                            workspace, person.name(), person.email(), team, person.weeklyCapacityMinutes(), skills);
                    memberIds.put(person.email(), member.id());
                }
            }
        }
        for (SampleDayOff day : company.daysOff()) {
            String email = day.memberEmail();
            if (email == null || memberIds.containsKey(email)) {
                Long memberId = email == null ? null : memberIds.get(email);
                workspaces.addDayOff(workspace, new DayOff(memberId, day.day(), day.reason()));
            }
        }
        return teamIds;
    }

    private void writeItems(Principal principal, Workspace workspace, List<ImportedItem> items) {
        var file = new BacklogFile(
                "the sample company",
                InputStream::nullInputStream,
                null,
                ZoneOffset.UTC,
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        try {
            imports.importFile(principal, () -> workspace, new SampleItems(items), file, false, ImportProgress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableBacklogException e) {
            throw new IllegalStateException("Sample items are always readable.", e);
        }
    }

    /** Hands the items over as if they came from a file. */
    private record SampleItems(List<ImportedItem> items) implements BacklogFormat {

        @Override
        public String name() {
            return "sample";
        }

        @Override
        public int recognise(byte[] head) {
            return 0;
        }

        @Override
        public void read(BacklogFile file, RowSink sink) {
            for (int at = 0; at < items.size(); at++) {
                sink.accept(at + 1L, items.get(at));
            }
        }
    }

    private void writeSprints(SampleCompany company, Workspace workspace, Map<String, Long> teamIds) {
        Map<String, Long> itemIds = sprints.itemIdsByKey(workspace);
        for (SampleSprint sample : company.sprints()) {
            Long teamId = teamIds.get(sample.team());
            if (teamId != null) { // also those that nothing is planned for yet, which no item brought
                var sprint = new Sprint(
                        0, sample.name(), null, sample.goal(), sample.state(), sample.startsOn(), sample.endsOn());
                sprints.keep(workspace, sprint, teamId);
            }
        }
        Map<String, Long> sprintIds = new HashMap<>();
        for (Sprint sprint : sprints.sprints(workspace)) {
            sprintIds.put(sprint.name(), sprint.id());
        }
        for (SampleSprint sample : company.sprints()) {
            Long sprintId = sprintIds.get(sample.name());
            if (sprintId != null && teamIds.containsKey(sample.team())) {
                keep(
                        workspace,
                        sprintId,
                        SprintSnapshot.Moment.START,
                        sample.startsOn(),
                        sample.startSnapshot(),
                        itemIds);
                keep(
                        workspace,
                        sprintId,
                        SprintSnapshot.Moment.CLOSE,
                        sample.endsOn().plusDays(1),
                        sample.closeSnapshot(),
                        itemIds);
            }
        }
    }

    private void keep(
            Workspace workspace,
            long sprintId,
            SprintSnapshot.Moment moment,
            LocalDate day,
            @Nullable List<SnapshotLine> lines,
            Map<String, Long> itemIds) {
        if (lines != null) {
            Instant takenAt = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            List<SprintSnapshot.Line> kept = lines.stream()
                    .filter(line -> !line.removed())
                    .map(line -> new SprintSnapshot.Line(
                            Objects.requireNonNull(itemIds.get(line.itemKey())),
                            line.sizePoints(),
                            line.statusCategory()))
                    .toList();
            sprints.keepSnapshot(workspace, sprintId, new SprintSnapshot(moment, takenAt, false, kept));
        }
    }
}
