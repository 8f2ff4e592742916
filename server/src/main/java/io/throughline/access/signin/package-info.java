/** How people sign in to the pages: passwords, sessions of browsers, what every page is protected by. */
@NamedInterface("signin")
@NullMarked
package io.throughline.access.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
