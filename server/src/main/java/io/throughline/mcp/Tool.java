package io.throughline.mcp;

import io.throughline.access.Scope;
import java.util.Set;

/**
 * Something that a model can call. Written once; the layers below make of it what each protocol revision wants.
 *
 * @param <A> the arguments, a record whose components are the parameters; their names are public contract
 * @param <R> the structured result, a record
 */
public interface Tool<A extends Record, R extends Record> {

    /** Lower case with underscores, at most 48 characters. */
    String name();

    String title();

    /** What comes back, when to use it, what to call next. Every client pays for each word at every start. */
    String description();

    /** Besides {@code mcp:enabled}, which every call needs. */
    Set<Scope> scopes();

    ToolHints hints();

    Class<A> arguments();

    Class<R> result();

    /** @throws io.throughline.problem.CallerMistakeException for what the caller can mend */
    ToolAnswer<R> call(A arguments, CallContext context);
}
