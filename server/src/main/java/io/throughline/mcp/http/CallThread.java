package io.throughline.mcp.http;

import java.util.Map;
import org.slf4j.MDC;

/** Virtual threads for calls that outlive the request that brought them. Their log lines bear the request's id. */
final class CallThread {

    private CallThread() {}

    static void start(Runnable call) {
        Map<String, String> logContext = MDC.getCopyOfContextMap();
        Thread.ofVirtual().name("call").start(() -> {
            if (logContext != null) {
                MDC.setContextMap(logContext);
            }
            call.run();
        });
    }
}
