package io.throughline.timelog.tools;

import io.throughline.access.Scope;
import io.throughline.mcp.CallContext;
import io.throughline.mcp.Content;
import io.throughline.mcp.Tool;
import io.throughline.mcp.ToolAnswer;
import io.throughline.mcp.ToolHints;
import io.throughline.problem.CallerMistakeException;
import io.throughline.timelog.TimeLogProblemException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A tool of the time logs. What goes wrong comes back in the tool's own form, as a failed answer that says why.
 *
 * @param <A> the arguments
 * @param <R> the result
 */
abstract class LogTool<A extends Record, R extends Record> implements Tool<A, R> {

    /** The ERP may be a foreign one, so that all of them may reach out. */
    static final ToolHints READS = new ToolHints(true, false, true, true);

    /** What was there on that day is replaced. */
    static final ToolHints OVERWRITES = new ToolHints(false, true, true, true);

    static final ToolHints ADDS = new ToolHints(false, false, true, true);

    private final Face<A, R> face;

    LogTool(Face<A, R> face) {
        this.face = face;
    }

    /**
     * What clients see of a tool.
     *
     * @param failed the result of a call that came to nothing
     */
    record Face<A extends Record, R extends Record>(
            String name,
            String title,
            String description,
            Scope scope,
            ToolHints hints,
            Class<A> arguments,
            Class<R> result,
            Function<LogFailure, R> failed) {}

    abstract ToolAnswer<R> answer(A arguments, CallContext context);

    @Override
    public final ToolAnswer<R> call(A arguments, CallContext context) {
        try {
            return answer(arguments, context);
        } catch (TimeLogProblemException e) {
            return failed(LogFailure.of(e));
        } catch (CallerMistakeException e) {
            return failed(LogFailure.of(e));
        }
    }

    final ToolAnswer<R> failed(LogFailure failure) {
        return failed(face.failed().apply(failure), failure.message());
    }

    static <R extends Record> ToolAnswer<R> failed(R structured, String text) {
        return new ToolAnswer.Complete<>(structured, List.of(new Content.Text(text)), true);
    }

    @Override
    public final String name() {
        return face.name();
    }

    @Override
    public final String title() {
        return face.title();
    }

    @Override
    public final String description() {
        return face.description();
    }

    @Override
    public final Set<Scope> scopes() {
        // Who writes is told what was there before, and projects are found by name.
        return face.scope() == Scope.LOGS_WRITE ? Set.of(Scope.LOGS_READ, Scope.LOGS_WRITE) : Set.of(face.scope());
    }

    @Override
    public final ToolHints hints() {
        return face.hints();
    }

    @Override
    public final Class<A> arguments() {
        return face.arguments();
    }

    @Override
    public final Class<R> result() {
        return face.result();
    }
}
