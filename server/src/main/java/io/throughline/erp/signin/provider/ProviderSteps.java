package io.throughline.erp.signin.provider;

/**
 * The ways through the provider, where the settings name us to it.
 *
 * @param name of the provider, for people
 */
record ProviderSteps(String name, ProviderSignIn signIn, PopupSignIn popup) {}
