/** Workspaces, teams, members, skills and calendars. */
@NullMarked
package io.throughline.workspace;

import org.jspecify.annotations.NullMarked;
