package io.throughline.cli;

import io.throughline.settings.Settings;
import java.util.List;
import org.springframework.context.support.GenericApplicationContext;

/** The features that the program wires, for tests that wire them on a database of their own. */
public final class Features {

    private Features() {}

    public static List<Class<?>> all() {
        return List.copyOf(Application.FEATURES);
    }

    /** Those of the HTTP server: pages, too. */
    public static List<Class<?>> web() {
        return List.copyOf(Application.WEB_FEATURES);
    }

    /** Serves features over HTTP as the program does. The caller closes it. */
    public static GenericApplicationContext serve(Settings settings, List<Class<?>> features) {
        return ServeCommand.start(settings, features);
    }
}
