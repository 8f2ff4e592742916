package io.throughline.mcp;

import io.throughline.access.Principal;

/** Who calls. The only thing that a handler learns of the call besides its arguments. */
public record CallContext(Principal principal) {}
