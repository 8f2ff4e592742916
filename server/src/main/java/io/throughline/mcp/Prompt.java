package io.throughline.mcp;

import java.util.List;
import java.util.Map;

/** A ready request that a person picks from the menu of the client. */
public interface Prompt {

    String name();

    String title();

    String description();

    List<Argument> arguments();

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
