package io.throughline.console;

import io.throughline.access.AccessService;
import io.throughline.access.AuditService;
import io.throughline.access.oauth.grants.GrantService;
import io.throughline.backlog.BacklogService;
import io.throughline.backlog.imports.ImportService;
import io.throughline.forecast.ForecastService;
import io.throughline.settings.Settings;
import io.throughline.workspace.WorkspaceService;
import io.throughline.workspace.teams.TeamFileService;
import io.throughline.workspace.teams.TeamService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages about a company and its workspaces. */
@Configuration(proxyBeanMethods = false)
class ConsolePagesConfiguration {

    @Bean
    ProblemPage problemPage() {
        return new ProblemPage();
    }

    @Bean
    HomePage homePage(
            AccessService access, GrantService grants, BacklogService backlog, Settings settings, Clock clock) {
        return new HomePage(access, grants, backlog, new ServerAddress(settings), clock);
    }

    @Bean
    KeysPage keysPage(AccessService access, Settings settings, Clock clock) {
        return new KeysPage(access, new ServerAddress(settings), clock);
    }

    @Bean
    WorkspacesPage workspacesPage(WorkspaceService workspaces, BacklogService backlog) {
        return new WorkspacesPage(workspaces, backlog);
    }

    @Bean
    TeamsPage teamsPage(WorkspaceService workspaces, TeamService teams, Clock clock) {
        return new TeamsPage(workspaces, teams, clock);
    }

    @Bean
    ForecastsPage forecastsPage(ForecastService forecasts) {
        return new ForecastsPage(forecasts);
    }

    @Bean
    MemberPage memberPage(WorkspaceService workspaces, TeamService teams) {
        return new MemberPage(workspaces, teams);
    }

    @Bean
    TeamFilePage teamFilePage(TeamFileService files) {
        return new TeamFilePage(files);
    }

    @Bean
    ImportPage importPage(ImportService imports, WorkspaceService workspaces, Clock clock) {
        return new ImportPage(imports, workspaces, clock);
    }

    @Bean
    AuditPage auditPage(AuditService audit) {
        return new AuditPage(audit);
    }
}
