/** The connection to SQLite or PostgreSQL, transactions and migrations. */
@ApplicationModule(allowedDependencies = {"problem", "settings"})
@NullMarked
package io.throughline.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
