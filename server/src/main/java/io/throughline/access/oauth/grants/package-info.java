/** What people allowed programs: consents, codes, refresh tokens, and the list of connected apps. */
@NamedInterface("grants")
@NullMarked
package io.throughline.access.oauth.grants;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
