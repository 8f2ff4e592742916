package io.throughline.timelog.tools;

import io.throughline.database.Transactions;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.Tool;
import io.throughline.settings.Settings;
import io.throughline.timelog.BrowserSignIns;
import io.throughline.timelog.SignInBackend;
import io.throughline.timelog.TimeLogService;
import io.throughline.workspace.WorkspaceService;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the tools of the time logs. */
@Configuration(proxyBeanMethods = false)
public class LogToolsConfiguration {

    @Bean
    LogDesk logDesk(TimeLogService logs, Clock clock) {
        return new LogDesk(logs, clock);
    }

    @Bean
    SignInDesk signInDesk(LogDesk desk, SignInBackend signIns) {
        return new SignInDesk(desk, signIns);
    }

    @Bean
    WriteKeyService writeKeyService(JdbcClient sql, Transactions transactions, Clock clock) {
        return new WriteKeyService(new WriteKeyStore(sql), transactions, clock);
    }

    @Bean
    KeyedWrites keyedWrites(TimeLogService logs, WriteKeyService keys) {
        return new KeyedWrites(logs, keys);
    }

    @Bean
    Tool<?, ?> authenticateWithTokenTool(SignInDesk desk) {
        return new AuthenticateWithTokenTool(desk);
    }

    @Bean
    Tool<?, ?> authenticateWithGoogleTool(SignInDesk desk) {
        return new AuthenticateWithGoogleTool(desk);
    }

    @Bean
    Tool<?, ?> authenticateViaBrowserTool(LogDesk desk, BrowserSignIns inBrowser) {
        return BrowserSignInTool.ofProvider(desk, inBrowser);
    }

    @Bean
    Tool<?, ?> authenticateViaErpBrowserTool(LogDesk desk, BrowserSignIns inBrowser) {
        return BrowserSignInTool.ofErp(desk, inBrowser);
    }

    @Bean
    Tool<?, ?> signOutTool(LogDesk desk, SignInBackend signIns, BrowserSignIns inBrowser) {
        return new SignOutTool(desk, signIns, inBrowser);
    }

    @Bean
    Tool<?, ?> whoamiTool(LogDesk desk, SignInBackend signIns, BrowserSignIns inBrowser, Settings settings) {
        return new WhoamiTool(desk, signIns, inBrowser, settings.timeLogs().defaultLabelId());
    }

    @Bean
    Tool<?, ?> getWeekLogsTool(LogDesk desk) {
        return new GetWeekLogsTool(desk);
    }

    @Bean
    Tool<?, ?> getDayLogsTool(LogDesk desk) {
        return new GetDayLogsTool(desk);
    }

    @Bean
    Tool<?, ?> getLogsForDateRangeTool(LogDesk desk) {
        return new GetLogsForDateRangeTool(desk);
    }

    @Bean
    Tool<?, ?> getMonthLogsTool(LogDesk desk) {
        return new GetMonthLogsTool(desk);
    }

    @Bean
    Tool<?, ?> getActiveProjectsTool(LogDesk desk) {
        return new GetActiveProjectsTool(desk);
    }

    @Bean
    Tool<?, ?> getLogLabelsTool(LogDesk desk) {
        return new GetLogLabelsTool(desk);
    }

    @Bean
    Tool<?, ?> checkPersonWeekProjectExistsTool(LogDesk desk) {
        return new CheckPersonWeekProjectExistsTool(desk);
    }

    @Bean
    Tool<?, ?> createOrUpdateLogTool(LogDesk desk, KeyedWrites writes) {
        return new CreateOrUpdateLogTool(desk, writes);
    }

    @Bean
    Tool<?, ?> deleteLogTool(LogDesk desk, KeyedWrites writes) {
        return new DeleteLogTool(desk, writes);
    }

    @Bean
    Tool<?, ?> completeWeekLogTool(LogDesk desk, KeyedWrites writes) {
        return new CompleteWeekLogTool(desk, writes);
    }

    @Bean
    Tool<?, ?> fillLogsForDaysTool(LogDesk desk, KeyedWrites writes) {
        return new FillLogsForDaysTool(desk, writes);
    }

    @Bean
    Tool<?, ?> putWeekTool(LogDesk desk, KeyedWrites writes) {
        return new PutWeekTool(desk, writes);
    }

    @Bean
    Tool<?, ?> reportLogsTool(LogDesk desk, WorkspaceService workspaces, Clock clock) {
        return new ReportLogsTool(desk, workspaces, clock);
    }

    @Bean
    Prompt logMyWeekPrompt() {
        return new LogMyWeekPrompt();
    }

    @Bean
    Prompt whatDidILogPrompt() {
        return new WhatDidILogPrompt();
    }
}
