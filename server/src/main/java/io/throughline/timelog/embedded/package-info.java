/**
 * The ERP of our own that keeps time logs in our database: its weeks, its rules of saving, and who administers it. Its REST API
 * and the tools go through it.
 */
@NamedInterface("embedded")
@NullMarked
package io.throughline.timelog.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
