package io.throughline.demo;

import io.throughline.access.AccessService;
import io.throughline.access.CredentialCheck;
import io.throughline.access.Person;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.access.Scope;
import io.throughline.access.Tenant;
import io.throughline.access.signin.SignInService;
import io.throughline.backlog.SprintService;
import io.throughline.backlog.imports.ImportService;
import io.throughline.database.Transactions;
import io.throughline.problem.StartProblemException;
import io.throughline.workspace.WorkspaceService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;

/** Puts the sample company in and takes it out again. It is a tenant of its own, so it mixes with nothing. */
public final class DemoService {

    /** Key of the tenant that holds the sample company. */
    public static final String TENANT = "sample";

    private static final Logger log = LoggerFactory.getLogger(DemoService.class);
    private static final String KEY_FILE = "sample-api-key";
    private static final String PASSWORD_FILE = "sample-password";
    private static final int PASSWORD_BYTES = 15;

    private final AccessService access;
    private final WorkspaceService workspaces;
    private final SprintService sprints;
    private final ImportService imports;
    private final SignInService accounts;
    private final SampleLogWriter logs;
    private final Transactions transactions;
    private final Clock clock;

    DemoService(
            AccessService access,
            WorkspaceService workspaces,
            SprintService sprints,
            ImportService imports,
            SignInService accounts,
            SampleLogWriter logs,
            Transactions transactions,
            Clock clock) {
        this.access = access;
        this.workspaces = workspaces;
        this.sprints = sprints;
        this.imports = imports;
        this.accounts = accounts;
        this.logs = logs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Makes the sample company if it is not there.
     *
     * @return whether it was made now
     */
    public boolean prepare() {
        if (access.findTenant(TENANT).isPresent()) {
            return false;
        }
        LocalDate today = today();
        SampleCompany company = SampleCompanyGenerator.generate(today);
        SampleLogs logged = SampleLogs.of(company, today);
        try {
            transactions.write(() -> {
                // Another process may have made it meanwhile; on SQLite only one writes at a time.
                if (access.findTenant(TENANT).isEmpty()) {
                    Map<String, Principal> people =
                            new SampleCompanyWriter(access, workspaces, sprints, imports, clock).write(company);
                    Principal owner = Objects.requireNonNull(people.get(ownerOf(company)));
                    logs.setUp(owner, logged, today);
                    people.forEach((email, person) -> logs.write(person, owner, email, logged, today));
                }
            });
            return true;
        } catch (DuplicateKeyException e) {
            log.info("Another process has just made the sample company.");
            return false;
        }
    }

    /** The person at this machine as an owner in the sample company, which is made if it is not there. */
    public Principal localPerson() {
        prepare();
        Principal principal = access.localPerson(TENANT);
        if (workspaces.workspaces(principal).isEmpty()) {
            LocalDate today = today();
            SampleCompany company = SampleCompanyGenerator.generate(today);
            SampleLogs logged = SampleLogs.of(company, today);
            transactions.write(() -> settleIn(principal, company, logged, today));
        }
        return principal;
    }

    private void settleIn(Principal principal, SampleCompany company, SampleLogs logged, LocalDate today) {
        workspaces
                .allOfTenant(principal)
                .forEach(workspace ->
                        access.grantRole(principal.tenantId(), workspace.id(), principal.personId(), Role.OWNER));
        // Another process that does the same has waited at the roles, and finds here what this one did.
        if (!logs.mayLog(principal)) {
            // So that "what did I log this week?" has an answer over stdio, too.
            logs.assignEverywhere(principal, AccessService.LOCAL_EMAIL, today);
            logs.write(principal, principal, ownerOf(company), logged, today);
        }
    }

    /** What the sample company of today holds. */
    public SampleCompany.Counts counts() {
        return SampleCompanyGenerator.generate(today()).counts();
    }

    /**
     * An API key of the owner of the sample company, kept in a file that only this user may read, so that clients which were
     * set up with it go on working after a restart.
     */
    public String sampleKey(Path dataDirectory) {
        Path file = dataDirectory.resolve(KEY_FILE);
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file).strip();
                if (access.checkKey(kept) instanceof CredentialCheck.Accepted) {
                    return kept;
                }
                Files.delete(file);
            }
            String key = access.createKey(
                    owner().email(),
                    TENANT,
                    "sample",
                    Scope.all().stream().map(Scope::wireName).collect(Collectors.toSet()),
                    null);
            writeForMeAlone(file, key);
            return key;
        } catch (IOException e) {
            throw new StartProblemException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void writeForMeAlone(Path file, String secret) throws IOException {
        var onlyMe = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.createFile(file, onlyMe);
        }
        Files.writeString(file, secret + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The owner of the sample company, who can sign in to the console. */
    public Person sampleOwner() {
        return owner();
    }

    /**
     * The password of the owner of the sample company, kept in a file that only this user may read; made at the first call.
     * Empty if they have changed it since.
     */
    public Optional<String> samplePassword(Path dataDirectory) {
        Path file = dataDirectory.resolve(PASSWORD_FILE);
        Person owner = owner();
        try {
            String kept = Files.exists(file) ? Files.readString(file).strip() : "";
            if (kept.isEmpty()) {
                Files.deleteIfExists(file);
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                kept = Base64.getUrlEncoder().encodeToString(random);
                writeForMeAlone(file, kept);
                accounts.setPassword(owner, kept, null, "command line", null);
            } else if (!accounts.hasPassword(owner)) {
                accounts.setPassword(owner, kept, null, "command line", null);
            }
            return Optional.of(kept).filter(password -> accounts.isPasswordOf(owner, password));
        } catch (IOException e) {
            throw new StartProblemException("The file " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Person owner() {
        return access.person(ownerOf(SampleCompanyGenerator.generate(today())));
    }

    private static String ownerOf(SampleCompany company) {
        return company.people().stream()
                .filter(person -> person.role() == Role.OWNER)
                .map(SamplePerson::email)
                .findFirst()
                .orElseThrow();
    }

    /** Takes the sample company out with all that belongs to it. */
    public boolean remove(Path dataDirectory) throws IOException {
        Optional<Tenant> tenant = access.findTenant(TENANT).filter(Tenant::sample);
        tenant.ifPresent(found -> access.removeTenant(found.id()));
        Files.deleteIfExists(dataDirectory.resolve(KEY_FILE));
        Files.deleteIfExists(dataDirectory.resolve(PASSWORD_FILE));
        return tenant.isPresent();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
    }
}
