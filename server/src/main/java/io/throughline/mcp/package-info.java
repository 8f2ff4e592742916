/** Tools, resources and prompts in our own types, their registry, and the layers that speak MCP. */
@ApplicationModule(allowedDependencies = {"access", "access :: oauth", "changes", "problem", "settings"})
@NullMarked
package io.throughline.mcp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
