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
    private final Supplier<Optional<EmbeddedPage>> embedded;

    /** @param embedded empty if this process cannot serve the embedded ERP's page */
    ErpSite(Settings settings, Supplier<Optional<EmbeddedPage>> embedded) {
        this.settings = settings;
        this.embedded = embedded;
    }

    /**
     * The page on which to sign in; empty if this process serves none for the embedded ERP. It need not be there before
     * {@link #open}.
     */
    public Optional<URI> page() {
        URI set = settings.browserSignIn().erpPage();
        URI api = settings.timeLogs().erpApiBaseUrl();
        if (set != null) {
            return Optional.of(set);
        }
        return api == null ? embedded.get().map(EmbeddedPage::address) : Optional.of(beforeApi(api));
    }

    /**
     * Makes sure that the page is there at least as long as an attempt runs, as far as that is up to us.
     *
     * @param attemptId of an attempt that has begun
     * @throws io.throughline.timelog.TimeLogProblemException if it is ours and cannot be served; says what to do
     */
    public void open(String attemptId) {
        boolean ours = settings.browserSignIn().erpPage() == null
                && settings.timeLogs().erpApiBaseUrl() == null;
        if (ours) {
            embedded.get().ifPresent(page -> page.open(attemptId));
        }
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
