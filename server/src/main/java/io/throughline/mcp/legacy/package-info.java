/** The revisions of MCP that open a session, served by the official SDK. Nothing outside knows the SDK's types. */
@NamedInterface("legacy")
@NullMarked
package io.throughline.mcp.legacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
