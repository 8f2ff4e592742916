package io.throughline.timelog.tools;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Prompt;
import io.throughline.mcp.PromptAnswer;
import io.throughline.timelog.Weeks;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The prompt {@code log_my_week}: from what the person did to a week without gaps. */
final class LogMyWeekPrompt implements Prompt {

    @Override
    public String name() {
        return "log_my_week";
    }

    @Override
    public String title() {
        return "Log my week";
    }

    @Override
    public String description() {
        return "Finds the gaps of a week, asks what was done, shows the rows, and logs them when you agree.";
    }

    @Override
    public List<Argument> arguments() {
        return List.of(new Argument("week", "Week", "Its Monday, such as 2026-01-05; without it this week.", false));
    }

    @Override
    public Set<Scope> scopes() {
        return Set.of(Scope.LOGS_READ, Scope.LOGS_WRITE);
    }

    @Override
    public PromptAnswer fill(Map<String, String> arguments, CallContext context) {
        String given = Given.text(arguments.get("week"));
        String week = given == null ? "this week" : "the week of " + Weeks.monday(given);
        return PromptAnswer.said("""
                Help me to log %s.
                1. Call whoami for today's date and the Monday of the week, and get_week_logs for what is there.
                2. Call report_logs with report missing for that week, and get_active_projects.
                3. Tell me in a few lines which days are missing or short, and ask what I did. Offer to copy the week before.
                4. Show the rows with hours by day, and call put_week with dry_run true. Change them until I agree.
                5. Call put_week with an idempotency_key. Show what was created, updated and refused, day by day.
                6. Ask whether the week is complete; only if I say so, call complete_week_log.
                Never make up hours or descriptions, and log nothing that I did not agree to.""".formatted(week));
    }

    @Override
    public List<String> complete(String argument, String typed, CallContext context) {
        return List.of();
    }
}
