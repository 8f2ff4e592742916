/**
 * The sample company of {@code --demo}: what it is made of is written in {@code resources/demo}, how its half-year went is
 * simulated. Pure: the same day and seed give the same company. Storing it is done elsewhere.
 */
@ApplicationModule(
        allowedDependencies = {
            "access",
            "access :: signin",
            "backlog",
            "backlog :: imports",
            "database",
            "problem",
            "timelog",
            "timelog :: embedded",
            "workspace"
        })
@NullMarked
package io.throughline.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
