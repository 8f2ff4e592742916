/** MCP over HTTP: the one address of both eras, and the streams on which answers and changes travel. */
@NamedInterface("http")
@NullMarked
package io.throughline.mcp.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
