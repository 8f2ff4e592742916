/** The HTTP server: who may connect, the addresses, health. */
@NullMarked
package io.throughline.http;

import org.jspecify.annotations.NullMarked;
