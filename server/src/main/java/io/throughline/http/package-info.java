/** The HTTP server: who may connect, the addresses, health. */
@ApplicationModule(allowedDependencies = {"access", "access :: oauth", "database", "mcp", "mcp :: http", "settings"})
@NullMarked
package io.throughline.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
