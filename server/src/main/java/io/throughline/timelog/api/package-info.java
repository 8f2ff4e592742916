/** The REST API of the embedded ERP: what clients of the project logs know, and its administration. */
@NamedInterface("api")
@NullMarked
package io.throughline.timelog.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
