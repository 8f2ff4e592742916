/**
 * Signing people in to an ERP in a browser, whichever ERP it is: the attempt and its one-time link, the pages of it, and as whom
 * people are signed in.
 */
@NamedInterface("signin")
@NullMarked
package io.throughline.erp.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
