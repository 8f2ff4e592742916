package io.throughline.access.signin;

import org.jspecify.annotations.Nullable;

/**
 * From where somebody tries to sign in.
 *
 * @param address of the network
 * @param knownBrowser the number of a browser in which that person signed in before; null for any other
 */
record SignInDetails(String address, @Nullable String knownBrowser) {}
