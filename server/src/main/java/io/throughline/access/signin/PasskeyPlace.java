package io.throughline.access.signin;

import io.throughline.settings.Settings;
import java.net.URI;

/**
 * Where passkeys of this server work. They are bound to a host name, and no browser makes one for a bare network address.
 *
 * @param host the name
 * @param origin scheme, name and port
 */
public record PasskeyPlace(String host, String origin) {

    /** The public address, else this machine's own name. */
    static PasskeyPlace of(Settings settings) {
        URI url = settings.publicUrl();
        if (url == null) {
            return new PasskeyPlace("localhost", "http://localhost:" + settings.port());
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return new PasskeyPlace(url.getHost(), url.getScheme() + "://" + url.getHost() + port);
    }
}
