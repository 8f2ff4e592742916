/** MCP over standard input and output. */
@NamedInterface("stdio")
@NullMarked
package io.throughline.mcp.stdio;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
