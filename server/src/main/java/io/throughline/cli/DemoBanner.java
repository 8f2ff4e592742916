package io.throughline.cli;

import io.throughline.console.ClientSnippet;
import io.throughline.console.FirstPrompts;
import io.throughline.demo.SampleCompany;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** What {@code serve --demo} prints: what is there, and how to connect. */
final class DemoBanner {

    private DemoBanner() {}

    /**
     * @param ownerPassword null if the owner has changed it
     * @param made what the sample company holds, null if it was there before
     */
    static void print(
            PrintWriter out,
            String key,
            String ownerEmail,
            @Nullable String ownerPassword,
            SampleCompany.@Nullable Counts made,
            String url) {
        String holds = made == null
                ? "It was made by an earlier start"
                : "%d people, %d teams, %d items with 26 weeks of history"
                        .formatted(made.people(), made.teams(), made.items());
        out.printf("Sample company: %s (remove it with: throughline demo remove)%n%n", holds);
        out.printf(
                "Console: %s  sign in as %s with %s%n%n",
                url, ownerEmail, ownerPassword == null ? "the password that you set" : ownerPassword);
        out.printf("API key (header x-api-key):  %s%n%n", key);
        out.println("Claude Code:");
        out.printf("  %s%n%n", ClientSnippet.claudeCode(url, key));
        out.println("Cursor and other clients with a settings file:");
        out.println(ClientSnippet.settingsFile(url, key).indent(2));
        out.println("First prompts: \"" + String.join("\", \"", FirstPrompts.ALL) + "\"");
        out.println();
    }
}
