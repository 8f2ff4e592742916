package io.throughline.console;

import io.throughline.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The address to give to clients: as set, else as the browser reached us. */
record ServerAddress(Settings settings) {

    /** Without a slash at the end. */
    String of(HttpServletRequest request) {
        String url = settings.publicUrl() != null
                ? settings.publicUrl().toString()
                : ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        return url.replaceAll("/+$", "");
    }
}
