/** Who does the work: teams, members, skills, capacity and days off, changed in forms and as one file. */
@NamedInterface("teams")
@NullMarked
package io.throughline.workspace.teams;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
