/** The pages that people see in a browser. */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "access :: authorization-server",
            "access :: clients",
            "access :: grants",
            "access :: signin",
            "backlog",
            "backlog :: imports",
            "backlog :: formats",
            "database",
            "forecast",
            "mcp",
            "problem",
            "settings",
            "timelog",
            "timelog :: embedded",
            "workspace",
            "workspace :: teams"
        })
@NullMarked
package io.throughline.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
