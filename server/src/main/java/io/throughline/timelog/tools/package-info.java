/** The tools of the time logs: what models and people say becomes changes of weeks, and weeks become words. */
@NamedInterface("tools")
@NullMarked
package io.throughline.timelog.tools;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
