package io.throughline.mcp.modern;

import io.throughline.access.Principal;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param headers of the request by name; null where the transport has none
 */
public record Caller(Principal principal, @Nullable UnaryOperator<@Nullable String> headers) {}
