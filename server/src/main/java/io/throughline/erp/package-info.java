/**
 * The client of a foreign ERP that keeps the time logs, over its REST API, and as whom people are signed in to an ERP. Decides
 * which backend keeps the logs.
 */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "access :: signin",
            "browser",
            "database",
            "problem",
            "settings",
            "timelog",
            "timelog :: api",
            "timelog :: embedded"
        })
@NullMarked
package io.throughline.erp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
