package io.throughline.mcp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a tool answers: its result, or what it needs to know before it can go on. */
public sealed interface ToolAnswer<R extends Record> {

    /**
     * The tool did its work.
     *
     * @param structured for programs; null if the tool has no structured result or could not make it
     * @param content for the model and for people; complete, since many clients show nothing else
     * @param failed whether the tool tried and could not; said in the content
     */
    record Complete<R extends Record>(@Nullable R structured, List<Content> content, boolean failed)
            implements ToolAnswer<R> {

        public Complete {
            content = List.copyOf(content);
        }
    }

    /** The tool did nothing yet. It is called again, from its start, with the answers in its context. */
    record NeedsInput<R extends Record>(InputNeeded input) implements ToolAnswer<R> {}

    /** A structured result and the same in words. */
    static <R extends Record> ToolAnswer<R> of(R structured, String text) {
        return new Complete<>(structured, List.of(new Content.Text(text)), false);
    }
}
