/** The connection to SQLite or PostgreSQL, transactions and migrations. */
@NullMarked
package io.throughline.database;

import org.jspecify.annotations.NullMarked;
