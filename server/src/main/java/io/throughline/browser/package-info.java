/**
 * A Chrome, Edge or Chromium of this machine that we start, look at and type into, over the DevTools protocol. Pages in it reach
 * only the hosts that they are meant to.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.throughline.browser;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
