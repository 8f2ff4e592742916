package io.throughline.mcp.modern;

import io.throughline.access.Principal;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a request.
 *
 * @param headers of the request by name; null where the transport has none
 * @param stillAllowed whether the principal's key is still good; asked now and then while a stream is open
 */
public record Caller(
        Principal principal, @Nullable UnaryOperator<@Nullable String> headers, BooleanSupplier stillAllowed) {}
