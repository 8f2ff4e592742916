/** MCP over standard input and output. */
@NullMarked
package io.throughline.mcp.stdio;

import org.jspecify.annotations.NullMarked;
