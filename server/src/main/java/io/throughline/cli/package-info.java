/** The command line. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "access :: signin",
            "backlog",
            "backlog :: imports",
            "backlog :: formats",
            "changes",
            "console",
            "database",
            "demo",
            "erp",
            "erp :: signin",
            "forecast",
            "http",
            "logging",
            "mcp",
            "mcp :: legacy",
            "mcp :: modern",
            "mcp :: stdio",
            "mcp :: wire",
            "problem",
            "settings",
            "timelog",
            "timelog :: api",
            "timelog :: embedded",
            "timelog :: tools",
            "velocity",
            "workspace",
            "workspace :: teams"
        })
@NullMarked
package io.throughline.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
