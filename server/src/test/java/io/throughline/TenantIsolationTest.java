package io.throughline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.throughline.access.AccessService;
import io.throughline.access.AuditEntry;
import io.throughline.access.AuditFilter;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.access.SpentTokenService;
import io.throughline.access.oauth.Grants;
import io.throughline.access.oauth.grants.NewGrant;
import io.throughline.access.signin.InvitationService;
import io.throughline.backlog.Item;
import io.throughline.backlog.Query;
import io.throughline.backlog.QueryBacklogArguments;
import io.throughline.backlog.Sprint;
import io.throughline.backlog.SprintService;
import io.throughline.backlog.SprintSnapshot;
import io.throughline.backlog.SprintState;
import io.throughline.backlog.StatusCategory;
import io.throughline.backlog.imports.BacklogFile;
import io.throughline.backlog.imports.Draft;
import io.throughline.backlog.imports.ImportProgress;
import io.throughline.backlog.imports.ImportedSprint;
import io.throughline.backlog.imports.MemoryFile;
import io.throughline.database.PublicId;
import io.throughline.database.Transactions;
import io.throughline.erp.signin.SignInAttempt;
import io.throughline.forecast.ForecastDeliveryArguments;
import io.throughline.mcp.ArgumentReader;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.EntryChange;
import io.throughline.timelog.LogProject;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.WeekChange;
import io.throughline.timelog.embedded.EmbeddedBackend;
import io.throughline.timelog.embedded.ErpAdministration;
import io.throughline.velocity.AnalyzeVelocityArguments;
import io.throughline.velocity.DeliveryUnit;
import io.throughline.workspace.DayOff;
import io.throughline.workspace.Member;
import io.throughline.workspace.Team;
import io.throughline.workspace.Workspace;
import io.throughline.workspace.WorkspaceService;
import io.throughline.workspace.teams.MemberDetails;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.ResultSetExtractor;
import tools.jackson.databind.json.JsonMapper;

/**
 * No tenant sees or changes what belongs to another. Walks all methods of all stores and services with our own tenant and
 * the ids, keys and workspaces of somebody else: what comes back must be what comes back for ids that nobody has, and the
 * other's rows must stay as they are. Stores and methods are found, not listed: a new one is in the walk by itself, or makes
 * it fail until its parameters are known here.
 */
class TenantIsolationTest {

    @Nested
    class OnSqlite extends Walk {
        OnSqlite() {
            super(TestDatabase.SQLITE);
        }
    }

    @Nested
    class OnPostgresql extends Walk {
        OnPostgresql() {
            super(TestDatabase.POSTGRESQL);
        }
    }

    /** Methods that are about all tenants or about people, who belong to none; each with why it may be. */
    private static final Map<String, String> ACROSS_TENANTS = Map.ofEntries(
            Map.entry("AccessStore.findTenant", "turns the key that the operator gives into a tenant"),
            Map.entry("AccessStore.tenants", "names the tenants to the operator"),
            Map.entry("AccessStore.tenantsOf", "finds the tenants of a person who is made a key for"),
            Map.entry("AccessStore.upsertTenant", "makes a tenant"),
            Map.entry("AccessStore.insertTenant", "makes a tenant"),
            Map.entry("AccessStore.deleteTenant", "removes the tenant that it is given"),
            Map.entry("AccessStore.deleteSamplePeople", "removes people whose last tenant went away"),
            Map.entry("AccessStore.findPerson", "people belong to no tenant"),
            Map.entry("AccessStore.insertPerson", "people belong to no tenant"),
            Map.entry("AssignmentStore.findPerson", "people belong to no tenant"),
            Map.entry("AuditStore.tenantIdsOf", "finds the tenants whose trails tell of a person"),
            Map.entry("SignInAttemptStore.find", "tells whoever holds the link, and so the tenant"),
            Map.entry("SignInAttemptStore.open", "binds the link to the browser of whoever holds it"),
            Map.entry("SignInAttemptStore.extend", "is about the attempt whose link somebody holds"),
            Map.entry("SignInAttemptStore.isViewer", "knows the browser that opened the link"),
            Map.entry("SignInAttemptStore.putSecrets", "is about the attempt whose link somebody holds"),
            Map.entry("SignInAttemptStore.takeSecrets", "is about the attempt whose link somebody holds"),
            Map.entry("SignInAttemptStore.claim", "is about the attempt whose link somebody holds"),
            Map.entry("SignInAttemptStore.end", "is about the attempt whose link somebody holds"),
            Map.entry("OneTimeLinkStore.insert", "makes a link of the operator, which is for a person"),
            Map.entry("OneTimeLinkStore.findEmail", "tells whoever holds the link"),
            Map.entry("OneTimeLinkStore.findInvitation", "tells whoever holds the link, and so the tenant"),
            Map.entry("OneTimeLinkStore.invitationsOf", "finds out which tenants invited a person"),
            Map.entry("OneTimeLinkStore.use", "uses up the link that somebody holds"),
            Map.entry("OneTimeLinkStore.deleteUnused", "forgets links of the operator, which are for people"),
            Map.entry("PasskeyStore.holderByEmail", "people belong to no tenant"),
            Map.entry("PasskeyStore.holderByHandle", "people belong to no tenant"),
            Map.entry("PasskeyStore.giveHandle", "people belong to no tenant"),
            Map.entry("PasskeyStore.find", "people belong to no tenant"),
            Map.entry("PasskeyStore.ofHandle", "people belong to no tenant"),
            Map.entry("PasskeyStore.ofPerson", "people belong to no tenant"),
            Map.entry("PasskeyStore.insert", "people belong to no tenant"),
            Map.entry("PasskeyStore.markUsed", "people belong to no tenant"),
            Map.entry("PasskeyStore.delete", "people belong to no tenant"),
            Map.entry("ExternalIdentityStore.findEmail", "people belong to no tenant"),
            Map.entry("ExternalIdentityStore.isLinked", "people belong to no tenant"),
            Map.entry("ExternalIdentityStore.link", "people belong to no tenant"),
            Map.entry("SessionStore.insert", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.update", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.markUsed", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.putAttribute", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.removeAttribute", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.find", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.ofPerson", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.attributes", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.delete", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.deleteOfPerson", "browsers are of people, who belong to no tenant"),
            Map.entry("SessionStore.deleteEnded", "browsers are of people, who belong to no tenant"),
            Map.entry("SignInFailureStore.lock", "counts attempts of people, who belong to no tenant"),
            Map.entry("SignInFailureStore.put", "counts attempts of people, who belong to no tenant"),
            Map.entry("SignInFailureStore.delete", "counts attempts of people, who belong to no tenant"),
            Map.entry("SignInFailureStore.deleteBefore", "counts attempts of people, who belong to no tenant"),
            Map.entry("SignInStore.findAccount", "people belong to no tenant"),
            Map.entry("SignInStore.deleteOtherWays", "people belong to no tenant"),
            Map.entry("SignInStore.setPassword", "people belong to no tenant"),
            Map.entry("SignInStore.rename", "people belong to no tenant"),
            Map.entry("SignInStore.anybodyCanSignIn", "people belong to no tenant"),
            Map.entry("AccessStore.findKeyByHash", "finds out whose key it is, and so the tenant"),
            Map.entry(
                    "AccessTokenStore.findGrant", "finds out whose the grant of a signed token is, and so the tenant"),
            Map.entry("GrantStore.places", "finds the tenants of a person who is asked where a program may work"),
            Map.entry("GrantStore.insertConsent", "is about a person, who has not chosen the tenant yet"),
            Map.entry("GrantStore.findConsent", "is about a person, who has not chosen the tenant yet"),
            Map.entry("GrantStore.deleteConsent", "is about a person, who has not chosen the tenant yet"),
            Map.entry("GrantStore.insertCode", "is for a grant that was made in the same transaction"),
            Map.entry("GrantStore.findCode", "finds out whose the code is, and so the tenant"),
            Map.entry("GrantStore.useCode", "uses up the code that a program holds"),
            Map.entry("GrantStore.insertRefreshToken", "is for a grant whose code or token was used just now"),
            Map.entry("GrantStore.findRefreshToken", "finds out whose the token is, and so the tenant"),
            Map.entry("GrantStore.useRefreshToken", "uses up the token that a program holds"),
            Map.entry("GrantStore.sweep", "forgets what is of no use any more, whosever it is"),
            Map.entry("AssignmentStore.tenantIds", "finds the tenants whose coming weeks are to be made"),
            Map.entry("ProgramStore.find", "programs belong to no tenant"),
            Map.entry("ProgramStore.save", "programs belong to no tenant"),
            Map.entry("ProgramStore.countUnused", "programs belong to no tenant"),
            Map.entry("ProgramStore.deleteUnused", "programs belong to no tenant"),
            Map.entry("SigningKeyStore.published", "the keys that sign tokens are the server's"),
            Map.entry("SigningKeyStore.insert", "the keys that sign tokens are the server's"),
            Map.entry("SigningKeyStore.deletePublishedUntil", "the keys that sign tokens are the server's"),
            Map.entry(
                    "ChangeStore.since", "tells a process of the changes of all tenants; listeners hear of their own"),
            Map.entry("ChangeStore.deleteBefore", "forgets changes that are old, whosever they are"),
            Map.entry("ImportStore.newIds", "numbers rows, whosever they will be"),
            Map.entry("ImportStore.analyse", "lets the database see how large its tables are"));

    /** Tables whose rows belong to people, who may work in several tenants, to the server, or to a row that bears the tenant. */
    private static final Set<String> WITHOUT_TENANT = Set.of(
            "person",
            "signing_key",
            "oauth_client",
            "pending_consent",
            "authorization_code",
            "refresh_token",
            "sign_in_failure",
            "passkey",
            "external_identity",
            "spring_session",
            "spring_session_attributes");

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Walk {

        private static final String THEIRS = "theirs";
        private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
        private static final long NOBODYS = 987_654;

        private final TestServer server;
        private final TestServer.Company mine;
        private final TestServer.Company theirs;

        Walk(TestDatabase database) {
            server = TestServer.on(database);
            mine = filled("mine");
            theirs = filled(THEIRS);
        }

        @AfterAll
        void close() {
            server.close();
        }

        /** Keys of workspaces, some items, teams and sprints are those of the other company; texts name their owner. */
        private TestServer.Company filled(String name) {
            TestServer.Company company = server.company(name);
            var sprint = new ImportedSprint(
                    "Sprint of " + name, SprintState.CLOSED, LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 15));
            MemoryFile.of(
                            Draft.of("APP-1")
                                    .title("Item of " + name)
                                    .created("2026-10-01T00:00:00Z")
                                    .sprints(sprint),
                            Draft.of("APP-2")
                                    .title("Item of " + name)
                                    .parent("APP-1")
                                    .waitsFor("APP-1")
                                    .team("Team of " + name)
                                    .assignee("Member of " + name, "member@" + name + ".example")
                                    .labels("label of " + name)
                                    .themes("theme of " + name),
                            Draft.of(name.toUpperCase(Locale.ROOT) + "-7").title("Item of " + name))
                    .into(server, company);
            WorkspaceService workspaces = server.get(WorkspaceService.class);
            Member member = workspaces.addMember(
                    company.workspace(), "Skilled of " + name, null, null, 2_400, Map.of("skill of " + name, 3));
            workspaces.addDayOff(
                    company.workspace(), new DayOff(member.id(), LocalDate.of(2026, 11, 20), "Day of " + name));
            server.get(AccessService.class)
                    .createKey(company.owner().email(), name, "Key of " + name, Set.of("mcp:enabled"), null);
            server.get(SignInBackend.class)
                    .signInWithToken(
                            company.principal(),
                            server.get(AccessService.class)
                                    .createKey(
                                            company.owner().email(),
                                            name,
                                            "Logs of " + name,
                                            Set.of("mcp:enabled", "logs:read", "logs:write"),
                                            null));
            server.get(SpentTokenService.class)
                    .spend(company.tenant().id(), "token of " + name, TestServer.NOW.plusSeconds(60));
            server.get(InvitationService.class)
                    .invite(company.principal(), company.workspace().id(), "guest@" + name + ".example", Role.MEMBER);
            new Grants(server.sql()).add(company.principal(), Set.of(Scope.MCP_ENABLED), null);
            logTime(company, name);
            io.throughline.forecast.StoreArguments.keepForecast(server, company, "Target of " + name);
            return company;
        }

        private void logTime(TestServer.Company company, String name) {
            ErpAdministration administration = server.get(ErpAdministration.class);
            LogProject project =
                    administration.addProject(company.principal(), "Project of " + name, "Short of " + name, "APP");
            administration.addLabel(company.principal(), "Label of " + name);
            administration.assign(
                    company.principal(), project.id(), company.owner().email(), WEEK, null);
            EmbeddedBackend backend = server.get(EmbeddedBackend.class);
            backend.change(company.principal(), weekChange(project, "Line of " + name));
            backend.complete(company.principal(), WEEK, true, null);
            backend.complete(company.principal(), WEEK, false, "Reason of " + name);
        }

        private static WeekChange weekChange(LogProject project, String description) {
            return new WeekChange(
                    WEEK, List.of(new EntryChange.Put(project, description, "APP-1", null, WEEK, 60, null)));
        }

        // --- the walk ---

        @Test
        void everyStoreIsWalked() {
            Set<String> found = new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.throughline").stream()
                            .filter(type -> type.getSimpleName().endsWith("Store"))
                            .map(type -> type.getName())
                            .collect(Collectors.toCollection(TreeSet::new));

            assertThat(stores().stream().map(store -> store.getClass().getName()))
                    .containsExactlyElementsOf(found);
        }

        @Test
        void storesGiveAndTakeNothingOfAnotherTenant() {
            for (Object store : stores()) {
                for (Method method : methods(store)) {
                    String name = name(store, method);
                    if (!ACROSS_TENANTS.containsKey(name)) {
                        walk(name, store, method);
                    }
                }
            }
        }

        @Test
        void servicesGiveAndTakeNothingOfAnotherTenant() {
            List<String> walked = new ArrayList<>();
            for (Object service : services()) {
                for (Method method : methods(service)) {
                    if (Modifier.isPublic(method.getModifiers()) && takesWhoOrWhere(method)) {
                        walk(name(service, method), service, method);
                        walked.add(name(service, method));
                    }
                }
            }
            assertThat(walked)
                    .contains(
                            "AccessService.keys",
                            "AccessService.revokeKey",
                            "BacklogService.query",
                            "ImportService.importFile",
                            "SprintService.snapshots",
                            "TimeLogService.change",
                            "WorkspaceService.resolve");
        }

        private static boolean takesWhoOrWhere(Method method) {
            if (method.getName().equals("together")) {
                return false; // gives back what the caller's own work came to
            }
            return Arrays.stream(method.getParameters())
                    .anyMatch(parameter -> parameter.getType() == Principal.class
                            || parameter.getType() == Workspace.class
                            || parameter.getName().equals("tenantId")
                                    && !method.getName().equals("removeTenant"));
        }

        private void walk(String name, Object target, Method method) {
            Map<String, String> before = rowsOfOthers();
            Outcome asked = call(target, method, arguments(name, method, theirs, true));
            Outcome unknown = call(target, method, arguments(name, method, theirs, false));

            assertThat(asked.rowsOfOthers())
                    .as("rows of another tenant after " + name)
                    .isEqualTo(before);
            assertThat(asked.strays())
                    .as("rows of ours in what belongs to another tenant after " + name)
                    .isEmpty();
            assertThat(asked.answer()).as("answer of " + name).doesNotContainIgnoringCase("of " + THEIRS, "THEIRS-7");
            boolean both =
                    !asked.answer().equals("refused") && !unknown.answer().equals("refused");
            boolean writes = method.getReturnType() == void.class || method.getReturnType() == long.class;
            if (both && !writes) {
                assertThat(withoutNewIds(asked))
                        .as("answer of " + name + " beside that for ids of nobody")
                        .isEqualTo(withoutNewIds(unknown));
            }
        }

        private static String withoutNewIds(Outcome outcome) {
            return outcome.answer().replaceAll("\\bid=\\d+", "id=?").replaceAll("\\bpm33_[a-z]+_[\\w-]+", "secret");
        }

        /** What a call gave, seen before it was rolled back. */
        private record Outcome(String answer, Map<String, String> rowsOfOthers, List<String> strays) {}

        private static final class Undone extends RuntimeException {
            private static final long serialVersionUID = 1L;
            private final transient Outcome outcome;

            Undone(Outcome outcome) {
                super("undone", null, false, false);
                this.outcome = outcome;
            }
        }

        private Outcome call(Object target, Method method, Object[] arguments) {
            try {
                server.get(Transactions.class).write(() -> {
                    Object answer;
                    try {
                        answer = method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        if (e.getCause() instanceof CallerMistakeException mistake) {
                            throw new Undone(new Outcome("refused", rowsOfOthersNow(), List.of()));
                        }
                        throw new Refused(e.getCause());
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                    throw new Undone(new Outcome(String.valueOf(answer), rowsOfOthersNow(), strays()));
                });
                throw new IllegalStateException("The call was not rolled back.");
            } catch (Undone e) {
                return e.outcome;
            } catch (Refused e) {
                return new Outcome("refused", rowsOfOthers(), List.of());
            }
        }

        private static final class Refused extends RuntimeException {
            private static final long serialVersionUID = 1L;

            Refused(@Nullable Throwable cause) {
                super(cause);
            }
        }

        // --- arguments ---

        private Object[] arguments(String name, Method method, TestServer.Company other, boolean real) {
            Map<Class<?>, Object> byType = byType(other, real);
            Map<String, Object> byName = byName(other, real);
            List<@Nullable Object> arguments = new ArrayList<>();
            for (Parameter parameter : method.getParameters()) {
                String inMethod = method.getName() + "." + parameter.getName();
                if (byName.containsKey(inMethod)) {
                    arguments.add(byName.get(inMethod));
                } else if (byName.containsKey(parameter.getName())) {
                    arguments.add(byName.get(parameter.getName()));
                } else if (byType.containsKey(parameter.getType())) {
                    arguments.add(byType.get(parameter.getType()));
                } else if (parameter.getType().getSimpleName().equals("QueryCursor")) {
                    arguments.add(null);
                } else {
                    throw new AssertionError("Give the walk a value for " + parameter + " of " + name
                            + ": one that belongs to another tenant.");
                }
            }
            return arguments.toArray();
        }

        private Workspace forged(TestServer.Company other, boolean real) {
            return new Workspace(
                    real ? other.workspace().id() : -5, mine.tenant().id(), "APP", "forged", 0);
        }

        private Map<Class<?>, Object> byType(TestServer.Company other, boolean real) {
            Map<Class<?>, Object> values = new HashMap<>(io.throughline.backlog.StoreArguments.byType());
            long itemId = real ? id("item", other) : -1;
            values.put(Workspace.class, forged(other, real));
            values.put(Principal.class, mine.principal());
            values.put(Instant.class, TestServer.NOW);
            values.put(
                    MemberDetails.class, new MemberDetails("walk", null, real ? id("team", other) : -1L, 60, Map.of()));
            values.put(Role.class, Role.OWNER);
            values.put(AuditEntry.class, new AuditEntry("walk", "done", "nothing"));
            values.put(DayOff.class, new DayOff(real ? id("member", other) : -1L, LocalDate.of(2026, 1, 1), "walk"));
            values.put(Team.class, new Team(real ? id("team", other) : -1L, "walk"));
            values.put(Sprint.class, new Sprint(0, "Sprint of " + THEIRS, null, null, SprintState.FUTURE, null, null));
            values.put(
                    ImportedSprint.class, io.throughline.backlog.imports.StoreArguments.sprint("Sprint of " + THEIRS));
            values.put(
                    SprintSnapshot.class,
                    new SprintSnapshot(
                            SprintSnapshot.Moment.START,
                            TestServer.NOW,
                            false,
                            List.of(new SprintSnapshot.Line(itemId, 1.0, StatusCategory.TODO))));
            values.put(
                    QueryBacklogArguments.class,
                    new ArgumentReader(JsonMapper.builder().build())
                            .read(
                                    Map.of(
                                            "workspaceId",
                                            real ? other.workspace().publicId() : "w-5"),
                                    QueryBacklogArguments.class));
            values.put(Supplier.class, (Supplier<Workspace>) () -> forged(other, real));
            values.put(ImportProgress.class, ImportProgress.NONE);
            values.put(boolean.class, false);
            values.put(
                    SignInAttempt.class,
                    new SignInAttempt(
                            mine.tenant().id(),
                            mine.owner().id(),
                            "walk",
                            "walk",
                            BrowserSignIns.Way.PROVIDER,
                            BrowserSignIns.State.WAITING,
                            TestServer.NOW,
                            TestServer.NOW.plusSeconds(300),
                            ""));
            values.put(BrowserSignIns.Way.class, BrowserSignIns.Way.PROVIDER);
            values.put(
                    WeekChange.class,
                    weekChange(new LogProject(real ? id("log_project", other) : NOBODYS, "walk", "walk"), "walk"));
            values.put(
                    AnalyzeVelocityArguments.class,
                    new AnalyzeVelocityArguments(real ? other.workspace().publicId() : "w-5", null, null, null, null));
            values.put(
                    ForecastDeliveryArguments.class,
                    new ArgumentReader(JsonMapper.builder().build())
                            .read(
                                    Map.of(
                                            "workspaceId",
                                            real ? other.workspace().publicId() : "w-5"),
                                    ForecastDeliveryArguments.class));
            values.put(DeliveryUnit.class, DeliveryUnit.ITEMS);
            values.putAll(io.throughline.forecast.StoreArguments.byType(itemId));
            values.put(ZoneId.class, ZoneOffset.UTC);
            values.put(AuditFilter.class, AuditFilter.ALL);
            values.put(Consumer.class, (Consumer<Object>) row -> {});
            return values;
        }

        private Map<String, Object> byName(TestServer.Company other, boolean real) {
            Map<String, Object> values = new HashMap<>(io.throughline.backlog.imports.StoreArguments.byName(
                    real ? id("item", other) : -1,
                    real ? id("item", other) + 1 : -2,
                    "APP-1",
                    real ? id("sprint", other) : -3));
            values.putAll(io.throughline.timelog.embedded.StoreArguments.byName(
                    new io.throughline.timelog.embedded.StoreArguments.Ids(
                            real ? id("week_log", other) : NOBODYS,
                            real ? id("week_project", other) : NOBODYS,
                            real ? id("log_task", other) : NOBODYS,
                            real ? id("log_day", other) : NOBODYS,
                            real ? id("log_project", other) : NOBODYS,
                            real ? id("log_assignment", other) : NOBODYS,
                            real ? id("item", other) : NOBODYS)));
            values.putAll(io.throughline.forecast.StoreArguments.byName(
                    real ? id("forecast_issued", other) : NOBODYS, "Target of " + THEIRS));
            values.put("nameOrId", "Team of " + THEIRS);
            values.put("argument", "walk");
            values.put("itemId", real ? id("item", other) : NOBODYS);
            values.put("itemIds", List.of(real ? id("item", other) : NOBODYS));
            values.put("resolveItem.idOrKey", real ? PublicId.ITEM.of(id("item", other)) : "i-5");
            values.put("current.workspaceId", real ? other.workspace().publicId() : "w-5");
            values.put("promises.workspaceId", real ? other.workspace().publicId() : "w-5");
            values.put("since", LocalDate.of(2020, 1, 1));
            values.put("keys", Set.of("THEIRS-7"));
            values.put("tenantId", mine.tenant().id());
            values.put("workspaceId", real ? other.workspace().id() : -5L);
            values.put("personId", real ? other.owner().id() : -6L);
            values.put(
                    "grant",
                    new NewGrant(
                            server.sql()
                                    .sql("select max(client_id) from oauth_client")
                                    .query(String.class)
                                    .single(),
                            Set.of(Scope.MCP_ENABLED),
                            "http://localhost/mcp",
                            "http://127.0.0.1/cb",
                            "challenge"));
            values.put("keyId", real ? id("api_key", other) : -7L);
            values.put("invitationId", real ? id("one_time_link", other) : -11L);
            values.put("linkSecret", "walk");
            values.put("fromAddress", "192.0.2.1");
            values.put("beforeId", null);
            values.put("grantId", real ? id("oauth_grant", other) : -10L);
            values.put("memberId", real ? id("member", other) : -8L);
            values.put("teamId", real ? id("team", other) : -9L);
            values.put("sprintId", real ? id("sprint", other) : -3L);
            values.put("id", real ? id("item", other) : -1L);
            values.put("idOrKey", real ? other.workspace().publicId() : "w-5");
            values.put("resolve.idOrKey", real ? other.workspace().publicId() : "w-5");
            values.put("summary.workspaceId", real ? other.workspace().publicId() : "w-5");
            values.put("key", "THEIRS-7");
            values.put("keysLike.key", "THEIRS-");
            values.put("create.key", "NEW");
            values.put("insert.key", "NEW");
            values.put("name", "walk");
            values.put("email", other.owner().email());
            values.put("nameBefore", "Team of " + THEIRS);
            values.put(
                    "versionBefore", MemberDetails.of(members(other).getFirst()).version());
            values.put("version", null);
            values.put("text", "members: [{name: Member of " + THEIRS + "}]");
            values.put("scopeNames", Set.of("mcp:enabled"));
            values.put("lifetime", null);
            values.put("day", LocalDate.of(2026, 11, 20));
            values.put("addDaysOff.to", LocalDate.of(2020, 1, 2));
            values.put("reason", "walk");
            values.put("days", List.of());
            values.put("typed", "");
            values.put("skill", "skill of " + THEIRS);
            values.put("skills", Map.of());
            values.put("level", 1);
            values.put("weeklyCapacityMinutes", 60);
            values.put("limit", 100);
            values.put("columns", io.throughline.backlog.StoreArguments.allColumns());
            values.put("kind", "label");
            values.put("source", "memory");
            values.put("fingerprint", "walk");
            values.put("answer", "walk");
            values.put("client", "walk");
            values.put("uri", "pm33://backlog/APP/summary");
            values.put("uris", new String[] {"pm33://backlog/APP/summary"});
            values.put("token", real ? "token of " + THEIRS : "token of nobody");
            values.put("secret", secret());
            values.put("scopes", Set.of(Scope.MCP_ENABLED));
            values.put("backend", "embedded");
            values.put("idHash", "walk");
            values.put("told", "walk");
            values.put("now", TestServer.NOW);
            values.put("sealedToken", "walk");
            values.put("expiresAt", TestServer.NOW);
            values.put("from", LocalDate.of(2020, 1, 1));
            values.put("to", LocalDate.of(2030, 1, 1));
            values.put("start", TestServer.NOW);
            values.put("close", TestServer.NOW);
            values.put("todayEpochDay", LocalDate.of(2026, 11, 21).toEpochDay());
            values.put("format", MemoryFile.of(Draft.of("APP-1").title("Overwritten")));
            values.put(
                    "file",
                    new BacklogFile(
                            "walk", InputStream::nullInputStream, null, ZoneOffset.UTC, LocalDate.of(2026, 1, 1)));
            return values;
        }

        private List<Member> members(TestServer.Company company) {
            return server.get(WorkspaceService.class).members(company.workspace());
        }

        private static Object secret() {
            try {
                var constructor =
                        Class.forName("io.throughline.access.KeySecret").getDeclaredConstructor(String.class);
                constructor.setAccessible(true);
                return constructor.newInstance("pm33_live_" + "w".repeat(43));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private long id(String table, TestServer.Company company) {
            return server.sql()
                    .sql("select min(id) from " + table + " where tenant_id = :tenant")
                    .param("tenant", company.tenant().id())
                    .query((row, number) -> row.getLong(1))
                    .single();
        }

        // --- what there is ---

        private List<Object> services() {
            return server.beans().stream()
                    .filter(bean -> bean.getClass().getSimpleName().endsWith("Service"))
                    .toList();
        }

        private List<Object> stores() {
            Map<String, Object> stores = new TreeMap<>();
            for (Object bean : server.beans()) {
                for (Field field : bean.getClass().getDeclaredFields()) {
                    if (field.getType().getName().startsWith("io.throughline.")
                            && field.getType().getSimpleName().endsWith("Store")) {
                        try {
                            field.setAccessible(true);
                            stores.put(field.getType().getName(), field.get(bean));
                        } catch (IllegalAccessException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
            }
            return List.copyOf(stores.values());
        }

        private static List<Method> methods(Object target) {
            return Stream.of(target.getClass().getDeclaredMethods())
                    .filter(method -> !Modifier.isPrivate(method.getModifiers())
                            && !Modifier.isStatic(method.getModifiers())
                            && !method.isSynthetic())
                    .peek(method -> method.setAccessible(true))
                    .toList();
        }

        private static String name(Object target, Method method) {
            return target.getClass().getSimpleName() + "." + method.getName();
        }

        // --- what stands in the tables ---

        private Map<String, String> rowsOfOthers() {
            return server.get(Transactions.class).write(this::rowsOfOthersNow);
        }

        /** All rows that do not bear our tenant, and in SQLite the index of their words. */
        private Map<String, String> rowsOfOthersNow() {
            Map<String, String> rows = new TreeMap<>();
            for (String table : server.tables()) {
                String tenant = table.equals("tenant") ? "id" : "tenant_id";
                String where = WITHOUT_TENANT.contains(table)
                        ? ""
                        : " where " + tenant + " <> " + mine.tenant().id();
                rows.put(
                        table,
                        server.sql().sql("select * from " + table + where).query().listOfRows().stream()
                                .map(Object::toString)
                                .sorted()
                                .collect(Collectors.joining("\n")));
            }
            if (server.database() == TestDatabase.SQLITE) {
                rows.put("item_text", indexed("theirs") + " " + indexed("overwritten"));
            }
            return rows;
        }

        private List<Long> indexed(String word) {
            return server.sql()
                    .sql("select rowid from item_text where item_text match :word and rowid in"
                            + " (select id from item where tenant_id <> :mine) order by rowid")
                    .param("word", word)
                    .param("mine", mine.tenant().id())
                    .query((row, number) -> row.getLong(1))
                    .list();
        }

        private static final Map<String, String> OWNERS = Map.ofEntries(
                Map.entry("workspace_id", "workspace"),
                Map.entry("team_id", "team"),
                Map.entry("member_id", "member"),
                Map.entry("assignee_id", "member"),
                Map.entry("sprint_id", "sprint"),
                Map.entry("snapshot_id", "sprint_snapshot"),
                Map.entry("item_id", "item"),
                Map.entry("parent_id", "item"),
                Map.entry("epic_id", "item"),
                Map.entry("predecessor_id", "item"),
                Map.entry("project_id", "log_project"),
                Map.entry("week_log_id", "week_log"),
                Map.entry("week_project_id", "week_project"),
                Map.entry("task_id", "log_task"),
                Map.entry("grant_id", "oauth_grant"));

        /** Columns that point to people or the server, who belong to no tenant, or are numbers that each tenant gives itself. */
        private static final Set<String> NO_LINKS = Set.of(
                "tenant_id",
                "person_id",
                "made_by_person_id",
                "completed_by_person_id",
                "source_id",
                "client_id",
                "label_id");

        /** Columns of links that are made from ids which a query by tenant has just given. */
        private static final Set<String> MADE_FROM_OWN_ROWS = Set.of(
                "item.parent_id",
                "dependency.item_id",
                "dependency.predecessor_id",
                "item_tag.item_id",
                "item_status_change.item_id",
                "dependency_reference.item_id",
                "sprint_item.item_id",
                "sprint_item.sprint_id");

        private List<String> strays() {
            List<String> strays = new ArrayList<>();
            List<String> tables = server.tables();
            tables.removeAll(WITHOUT_TENANT);
            for (String table : tables) {
                for (String column : columns(table)) {
                    if (column.endsWith("_id") && !NO_LINKS.contains(column)) {
                        String owner = OWNERS.get(column);
                        assertThat(owner)
                                .as("what " + table + "." + column + " points to")
                                .isNotNull();
                        if (!MADE_FROM_OWN_ROWS.contains(table + "." + column) && strays(table, column, owner) > 0) {
                            strays.add(table + "." + column);
                        }
                    }
                }
            }
            return strays;
        }

        private long strays(String table, String column, @Nullable String owner) {
            return server.sql()
                    .sql("select count(*) from " + table + " as stray join " + owner + " as owner on owner.id = stray."
                            + column + " where owner.tenant_id <> stray.tenant_id")
                    .query((row, number) -> row.getLong(1))
                    .single();
        }

        private final Map<String, List<String>> columnsByTable = new HashMap<>();

        @BeforeAll
        void readColumns() {
            for (String table : server.tables()) {
                columnsByTable.put(
                        table,
                        server.sql().sql("select * from " + table + " limit 1").query((ResultSetExtractor<List<String>>)
                                rows -> {
                                    List<String> names = new ArrayList<>();
                                    for (int at = 1; at <= rows.getMetaData().getColumnCount(); at++) {
                                        names.add(rows.getMetaData().getColumnName(at));
                                    }
                                    return names;
                                }));
            }
        }

        private List<String> columns(String table) {
            return columnsByTable.getOrDefault(table, List.of());
        }

        @Test
        void everyTableOfUserDataBearsTheTenant() {
            columnsByTable.forEach((table, columns) -> {
                if (!table.equals("tenant") && !WITHOUT_TENANT.contains(table)) {
                    assertThat(columns).as(table).contains("tenant_id");
                }
            });
        }

        // --- as a caller would try it ---

        @Test
        void idsKeysAndCursorsOfAnotherTenantMeanNothing() {
            Query asMe = new Query(server, mine.principal());
            Query asThem = new Query(server, theirs.principal());
            Item theirItem = Objects.requireNonNull(
                            asThem.ask(Map.of("ids", List.of("THEIRS-7"))).items())
                    .getFirst();
            String theirCursor =
                    Objects.requireNonNull(asThem.ask(Map.of("limit", 1)).nextCursor());

            for (Map<String, Object> arguments : List.<Map<String, Object>>of(
                    Map.of("ids", List.of("THEIRS-7")),
                    Map.of("ids", List.of(theirItem.id())),
                    Map.of("parent", theirItem.id()),
                    Map.of("workspaceId", theirs.workspace().publicId()),
                    Map.of("teams", List.of("Team of theirs")),
                    Map.of("assignees", List.of("Member of theirs")),
                    Map.of("assignees", List.of("member@theirs.example")),
                    Map.of("labels", List.of("label of theirs")),
                    Map.of("themes", List.of("theme of theirs")),
                    Map.of("cursor", theirCursor, "limit", 1))) {
                assertThatExceptionOfType(CallerMistakeException.class)
                        .as(arguments.toString())
                        .isThrownBy(() -> asMe.ask(arguments))
                        .satisfies(refusal -> assertThat(String.valueOf(refusal.getMessage())
                                        .replace("'" + theirItem.id() + "'", "")
                                        .replaceAll("has '[^']*'", ""))
                                .doesNotContainIgnoringCase("theirs"));
            }
            assertThat(asMe.keys("text", "theirs")).isEmpty();
            assertThat(asMe.keys("ids", List.of("APP-1"))).hasSize(1);
            assertThat(asMe.ask(Map.of("mode", "full")).total()).isEqualTo(3);
            assertThat(String.valueOf(asMe.ask(Map.of("countBy", "team")).counts()))
                    .doesNotContain("theirs");
        }

        @Test
        void aKeyOpensItsOwnTenantOnly() {
            AccessService access = server.get(AccessService.class);
            String secret = access.createKey(theirs.owner().email(), THEIRS, "second", Set.of("mcp:enabled"), null);
            long keyId = access.keys(theirs.principal()).getLast().id();

            assertThat(access.checkKey(secret))
                    .isInstanceOfSatisfying(
                            CredentialCheck.Accepted.class,
                            accepted -> assertThat(accepted.principal().tenantId())
                                    .isEqualTo(theirs.tenant().id()));
            assertThatExceptionOfType(CallerMistakeException.class)
                    .isThrownBy(() -> access.revokeKey(mine.principal(), keyId))
                    .withMessage("There is no key " + keyId + " that could be revoked. See: throughline key list");
            assertThat(access.checkKey(secret)).isInstanceOf(CredentialCheck.Accepted.class);
            assertThat(access.keys(mine.principal()).toString()).doesNotContain(THEIRS);
            assertThat(access.auditTrail(mine.principal()).toString()).doesNotContain(THEIRS);
        }

        @Test
        void aRoleInOneTenantIsNoneInAnother() {
            AccessService access = server.get(AccessService.class);
            var intruder = server.principal(theirs.tenant(), mine.owner());

            assertThat(access.findRole(intruder, theirs.workspace().id())).isEmpty();
            assertThat(access.findRole(mine.principal(), theirs.workspace().id()))
                    .isEmpty();
            assertThat(server.get(WorkspaceService.class).workspaces(intruder)).isEmpty();
            assertThat(server.get(SprintService.class).itemIdsByKey(forged(theirs, true)))
                    .isEmpty();
        }
    }
}
