package io.throughline.browser;

import org.jspecify.annotations.Nullable;

/**
 * How a browser is started.
 *
 * @param visible with windows on this machine's screen; else without any (headless)
 * @param systemUser as whom it runs where this program runs as root, since a browser that runs as root cannot lock itself in;
 *     null for {@code nobody}. Not looked at where this program runs as anybody else.
 * @param reach which addresses its pages may reach
 */
public record BrowserStart(
        BrowserProgram program, boolean visible, @Nullable String systemUser, Reach reach) {}
