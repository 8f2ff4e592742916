package io.throughline.erp.signin;

import io.throughline.settings.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** The web site of the ERP, on which people sign in to it. */
public final class ErpSite {

    /** The page of the embedded ERP. */
    public static final String EMBEDDED_PAGE = "/erp";

    private final Settings settings;
    private final Supplier<Optional<URI>> embedded;

    /** @param embedded where this process serves the embedded ERP's page, as this machine reaches it; empty if it does not */
    ErpSite(Settings settings, Supplier<Optional<URI>> embedded) {
        this.settings = settings;
        this.embedded = embedded;
    }

    /** The page on which to sign in; empty if this process serves none for the embedded ERP. */
    public Optional<URI> page() {
        URI set = settings.browserSignIn().erpPage();
        URI api = settings.timeLogs().erpApiBaseUrl();
        if (set != null) {
            return Optional.of(set);
        }
        return api == null ? embedded.get() : Optional.of(beforeApi(api));
    }

    private static URI beforeApi(URI api) {
        String url = api.toString();
        int end = url.indexOf("/api/v1");
        end = end < 0 ? (url + "/").indexOf("/api/") : end;
        return URI.create((end < 0 ? url : url.substring(0, end)) + "/");
    }

    /** Scheme, host and port of an address. */
    public static URI originOf(URI address) {
        return URI.create(address.getScheme() + "://" + address.getAuthority());
    }
}
