package io.throughline.timelog.embedded;

import io.throughline.TestServer;
import io.throughline.access.Principal;
import io.throughline.access.Role;
import io.throughline.timelog.LogProject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A company that logs time in the embedded ERP, for tests of whatever goes through it. */
public final class ErpCompany {

    private final TestServer server;
    private final TestServer.Company company;
    private final Map<String, LogProject> projects = new HashMap<>();

    public ErpCompany(TestServer server, String tenantKey) {
        this.server = server;
        this.company = server.company(tenantKey);
    }

    public TestServer.Company company() {
        return company;
    }

    public Principal owner() {
        return company.principal();
    }

    public ErpAdministration administration() {
        return server.get(ErpAdministration.class);
    }

    /** The project of that complete name, made at first use. */
    public LogProject project(String team) {
        return projects.computeIfAbsent(team, name -> administration().addProject(owner(), name, "", null));
    }

    public String email(String name) {
        return name + "@" + company.tenant().key() + ".example";
    }

    /**
     * Somebody new who may log time on the projects from the first week on, and has the logs of the weeks.
     *
     * @param mondays the earliest first
     */
    public Principal person(String name, Role role, List<String> teams, LocalDate... mondays) {
        Principal person = server.colleague(company, name, role);
        for (String team : teams) {
            administration().assign(owner(), project(team).id(), email(name), mondays[0], null);
        }
        for (LocalDate monday : mondays) {
            administration().ensureWeek(owner(), email(name), monday);
        }
        return person;
    }
}
