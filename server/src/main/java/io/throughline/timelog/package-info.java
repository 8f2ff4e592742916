/**
 * Weekly time logs: the model and its rules, the port {@link io.throughline.timelog.TimeLogBackend} to the system that keeps
 * them, the embedded ERP that is one such system, its REST API, and the tools.
 */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "access :: signin",
            "backlog",
            "changes",
            "database",
            "mcp",
            "problem",
            "settings",
            "workspace"
        })
@NullMarked
package io.throughline.timelog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
