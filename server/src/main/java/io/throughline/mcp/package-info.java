/** Tools, resources and prompts in our own types, their registry, and the layers that speak MCP. */
@NullMarked
package io.throughline.mcp;

import org.jspecify.annotations.NullMarked;
