package io.throughline.conformance;

import static io.throughline.conformance.FixtureTool.reading;
import static io.throughline.conformance.FixtureTool.said;

import io.throughline.mcp.CallChannel;
import io.throughline.mcp.Tool;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tools that tell something before they answer, or come back with the answer later. */
@Configuration(proxyBeanMethods = false)
class ReportingFixtures {

    /** Between letting go of a connection and the answer; so long that nobody waits for both. */
    static final Duration AWAY = Duration.ofSeconds(1);

    @Bean
    Tool<?, ?> logging() {
        return reading("test_tool_with_logging", "Logs three times while it works.", call -> {
            CallChannel client = call.channel();
            client.log(CallChannel.Level.INFO, "fixtures", "Tool execution started");
            pause();
            client.log(CallChannel.Level.INFO, "fixtures", "Tool processing data");
            pause();
            client.log(CallChannel.Level.INFO, "fixtures", "Tool execution completed");
            return said("Tool with logging executed successfully");
        });
    }

    @Bean
    Tool<?, ?> progress() {
        return reading("test_tool_with_progress", "Reports its progress three times.", call -> {
            CallChannel client = call.channel();
            client.progress(0, 100.0, null);
            pause();
            client.progress(50, 100.0, null);
            pause();
            client.progress(100, 100.0, null);
            return said("Tool with progress executed successfully");
        });
    }

    /** Of the 2026-07-28 scenarios, where a client says with each call whether it wants a log. */
    @Bean
    Tool<?, ?> loggingForThoseWhoAsk() {
        return reading("test_logging_tool", "Logs once for clients that want it.", call -> {
            call.channel().log(CallChannel.Level.INFO, "fixtures", "Diagnostic trace logging activated");
            return said("Logging evaluated");
        });
    }

    @Bean
    Tool<?, ?> reconnection() {
        return reading("test_reconnection", "Lets go of the connection and answers on the next one.", call -> {
            call.channel().releaseConnection();
            pause(AWAY);
            return said("Reconnection test completed successfully.");
        });
    }

    private static void pause() {
        pause(Duration.ofMillis(50));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
