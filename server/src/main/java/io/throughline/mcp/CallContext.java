package io.throughline.mcp;

import io.throughline.access.Principal;
import java.util.Set;

/**
 * Who calls, with what, and how to reach them while the call lasts. All that a handler learns of a call besides its arguments.
 *
 * @param features what the client declared that it can; never a ground to allow anything
 * @param answers what came back for a question that the handler asked, {@link InputAnswers#NONE} at the first call
 */
public record CallContext(Principal principal, Set<ClientFeature> features, InputAnswers answers, CallChannel channel) {

    public CallContext {
        features = Set.copyOf(features);
    }

    /** A call whose caller only waits for the answer. */
    public CallContext(Principal principal) {
        this(principal, Set.of(), InputAnswers.NONE, CallChannel.SILENT);
    }

    public CallContext with(InputAnswers given) {
        return new CallContext(principal, features, given, channel);
    }
}
