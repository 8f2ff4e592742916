/**
 * Signing in on the ERP's own page from elsewhere: a browser on this server opens it, and the person sees its picture and types
 * into it on a page of ours.
 */
@NamedInterface("signin-stream")
@NullMarked
package io.throughline.erp.signin.stream;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
