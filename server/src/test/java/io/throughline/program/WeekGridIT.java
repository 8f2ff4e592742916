package io.throughline.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The week in a real browser, where it is filled in like a sheet. Without scripts it is tested with the other pages. */
class WeekGridIT {

    @TempDir
    static Path directory;

    private static NodeClients clients;
    private static RunningServer server;
    private static Account account;

    @BeforeAll
    static void serveTheSampleCompany() {
        Program program =
                Program.on(directory).with("CHROMIUM", Chromium.require().toString());
        clients = new NodeClients(program);
        server = program.serve("--demo");
        account = Account.inSampleCompany(program, server, clients, "admin");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aWeekIsFilledInByKeyboardAloneAndNothingTypedIsLost() {
        JsonNode seen = clients.filledInWeek(server.url(), account);

        assertThat(seen.at("/firstCell").asString()).isEqualTo("c0-0");
        assertThat(seen.at("/weekWhileTyping").asString()).isEqualTo("4:15");
        assertThat(seen.at("/unsaved").asString()).isEqualTo("3 fields not saved yet");
        assertThat(seen.at("/saved").asString()).startsWith("Saved: 3 new.");
        assertThat(seen.at("/afterSave").asString())
                .as("the field that was left")
                .isEqualTo("c0-2");

        assertThat(seen.at("/enter").asString()).isEqualTo("c1-0");
        assertThat(seen.at("/upAndRight").asString()).isEqualTo("c0-1");
        assertThat(seen.at("/escaped").asString()).isEqualTo("1:30");
        assertThat(seen.at("/help").asBoolean()).isTrue();

        assertThat(seen.at("/leaving").asString()).isEqualTo("beforeunload");
        assertThat(seen.at("/stayed").asString()).isEqualTo("3");
        assertThat(seen.at("/offline").asString()).isEqualTo("3");
        assertThat(seen.at("/savedAfterAll").asString()).startsWith("Saved: 1 new.");
        assertThat(seen.at("/weekInTheEnd").asString()).isEqualTo("7:15");
        assertThat(seen.at("/errors").isEmpty())
                .as(seen.at("/errors").toString())
                .isTrue();
    }
}
