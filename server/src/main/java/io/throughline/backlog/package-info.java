/** Items, dependencies, sprints and their history; the tool {@code query_backlog}. */
@NullMarked
package io.throughline.backlog;

import org.jspecify.annotations.NullMarked;
