/** The revisions of MCP that open a session, served by the official SDK. Nothing outside knows the SDK's types. */
@NullMarked
package io.throughline.mcp.legacy;

import org.jspecify.annotations.NullMarked;
