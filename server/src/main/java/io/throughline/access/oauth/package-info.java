/** Access by OAuth 2: the keys that sign access tokens, the tokens themselves, and under which addresses all this stands. */
@NamedInterface("oauth")
@NullMarked
package io.throughline.access.oauth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
