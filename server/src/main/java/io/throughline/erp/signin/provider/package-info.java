/**
 * Signing in to an ERP through Google or another OpenID Connect provider: the steps, the pages, and the small web server that has
 * them on a desktop. Also the page of the embedded ERP, which works as that of a foreign one.
 */
@NamedInterface("signin-provider")
@NullMarked
package io.throughline.erp.signin.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
