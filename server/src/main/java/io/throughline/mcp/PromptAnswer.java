package io.throughline.mcp;

import java.util.List;

/** What a prompt says, or what it needs to know first. */
public sealed interface PromptAnswer {

    /** What is said in the conversation, in order. */
    record Messages(List<Message> messages) implements PromptAnswer {
        public Messages {
            messages = List.copyOf(messages);
        }
    }

    /** The prompt is filled in again, with the answers in its context. */
    record NeedsInput(InputNeeded input) implements PromptAnswer {}

    /** @param speaker who is taken to say it */
    record Message(Speaker speaker, Content content) {}

    /** A side of the conversation. */
    enum Speaker {
        USER,
        ASSISTANT
    }

    /** What the person says. */
    static PromptAnswer said(String text) {
        return new Messages(List.of(new Message(Speaker.USER, new Content.Text(text))));
    }
}
