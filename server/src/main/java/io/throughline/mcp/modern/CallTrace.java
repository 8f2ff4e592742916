package io.throughline.mcp.modern;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.throughline.mcp.wire.ModernRequest;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Carries on the trace that a client began: into the log lines of the call, and into a span where spans are collected. */
final class CallTrace {

    private static final String TRACE = "trace";

    private final Tracer tracer;

    CallTrace(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.throughline.mcp");
    }

    Answer in(ModernRequest request, Supplier<Answer> work) {
        Map<String, String> trace = request.envelope().trace();
        Context parent = trace.isEmpty()
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), trace, FromEnvelope.GETTER);
        String target = request.params().path("name").asString("");
        Span span = tracer.spanBuilder(target.isEmpty() ? request.method() : request.method() + " " + target)
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("mcp.method.name", request.method())
                .setAttribute("mcp.protocol.version", request.envelope().protocolVersion())
                .startSpan();
        SpanContext context = span.getSpanContext();
        if (context.isValid()) {
            MDC.put(TRACE, context.getTraceId());
        }
        Scope scope = span.makeCurrent();
        try {
            Answer answer = work.get();
            if (answer instanceof Answer.Failure failure) {
                span.setStatus(StatusCode.ERROR, String.valueOf(failure.error().code()));
            }
            return answer;
        } finally {
            scope.close();
            span.end();
            MDC.remove(TRACE);
        }
    }

    private enum FromEnvelope implements TextMapGetter<Map<String, String>> {
        GETTER;

        @Override
        public Iterable<String> keys(Map<String, String> trace) {
            return trace.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> trace, String key) {
            return trace == null ? null : trace.get(key);
        }
    }
}
