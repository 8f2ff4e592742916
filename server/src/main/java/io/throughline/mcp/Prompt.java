package io.throughline.mcp;

import io.throughline.access.Scope;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A ready request that a person picks from the menu of the client. */
public interface Prompt {

    String name();

    String title();

    String description();

    List<Argument> arguments();

    /** Besides {@code mcp:enabled}, which every call needs: those of the tools that the prompt is about. */
    default Set<Scope> scopes() {
        return Set.of();
    }

    /**
     * Fills the prompt in.
     *
     * @param arguments by name; required ones are there
     * @throws io.throughline.problem.CallerMistakeException for what the caller can mend
     */
    PromptAnswer fill(Map<String, String> arguments, CallContext context);

    /** Values that an argument can take for this caller and that begin as typed. */
    List<String> complete(String argument, String typed, CallContext context);

    /** What a prompt asks of the person. */
    record Argument(String name, String title, String description, boolean required) {}
}
