package io.throughline.timelog.tools;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The prompt {@code what_did_i_log}: a summary of a time. */
final class WhatDidILogPrompt implements Prompt {

    private static final int MAX_CHARACTERS = 100;

    @Override
    public String name() {
        return "what_did_i_log";
    }

    @Override
    public String title() {
        return "What did I log?";
    }

    @Override
    public String description() {
        return "Sums up what you logged in a time, by project and label, and names the days that miss time.";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(new Argument(
                "period", "Period", "Such as last week, December, or two dates; without it this week.", false));
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.LOGS_READ);
    }

    @Override
    public PromptAnswer fill(Map<String, String> arguments, CallContext context) {
        String given = Given.text(arguments.get("period"));
        String period = given == null
                ? "this week"
                : LogText.plain(given.substring(0, Math.min(given.length(), MAX_CHARACTERS)));
        return PromptAnswer.said("""
                What did I log in this period: %s?
                1. Call whoami for today's date, and work out the first and the last day.
                2. Call report_logs for them with report project, then label, then missing.
                Then tell me in at most ten lines: the total, the share of each project, what stands out, and which days miss \
                time. Hours as h:mm. Say what the logs do not tell.""".formatted(period));
    }

    @Override
    public List<String> complete(String argument, String typed, CallContext context) {
        return List.of();
    }
}
