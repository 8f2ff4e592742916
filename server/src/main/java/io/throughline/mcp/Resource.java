package io.throughline.mcp;

import io.throughline.access.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Data that a client can read by address. The address may hold variables in braces (RFC 6570, simple expansion), such as
 * {@code pm33://backlog/{workspaceId}/summary}.
 */
public interface Resource {

    /** The media type of most. */
    String JSON = "application/json";

    String uriTemplate();

    String name();

    String title();

    String description();

    Set<Scope> scopes();

    /** Of what is read, as the lists say it. */
    default String mimeType() {
        return JSON;
    }

    /** How long a client may keep what it read. A change of the data ends it earlier. */
    Duration timeToLive();

    /**
     * Reads the resource.
     *
     * @param variables by name, decoded; one for each in the template
     * @throws io.throughline.problem.CallerMistakeException if there is no such resource for this caller
     */
    ResourceBody read(Map<String, String> variables, CallContext context);

    /** Values that a variable can take for this caller and that begin as typed. */
    List<String> complete(String variable, String typed, CallContext context);

    default boolean template() {
        return uriTemplate().contains("{");
    }
}
