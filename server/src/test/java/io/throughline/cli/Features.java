package io.throughline.cli;

import java.util.List;

/** The features that the program wires, for tests that wire them on a database of their own. */
public final class Features {

    private Features() {}

    public static List<Class<?>> all() {
        return List.copyOf(Application.FEATURES);
    }
}
