/** The modern era of MCP (2026-07-28): no session, every request says by itself all that is needed. */
@NamedInterface("modern")
@NullMarked
package io.throughline.mcp.modern;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
