package io.throughline.erp.signin.stream;

import io.throughline.access.Principal;
import io.throughline.browser.BrowserProgram;
import io.throughline.erp.signin.ErpSite;
import io.throughline.erp.signin.ServedAddress;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.erp.signin.SignInRoute;
import io.throughline.settings.Settings;
import io.throughline.timelog.BrowserSignIns.Begun;
import io.throughline.timelog.BrowserSignIns.Way;
import java.net.URI;
import java.util.Optional;

/** Signs people in on the ERP's page in a browser of this server, which they see and use from wherever they are. */
final class StreamRoute implements SignInRoute {

    private final SignInAttempts attempts;
    private final ErpSite site;
    private final ServedAddress address;
    private final Settings settings;

    StreamRoute(SignInAttempts attempts, ErpSite site, ServedAddress address, Settings settings) {
        this.attempts = attempts;
        this.site = site;
        this.address = address;
        this.settings = settings;
    }

    @Override
    public Way way() {
        return Way.ERP_PAGE;
    }

    @Override
    public Optional<String> unable() {
        if (site.page().isEmpty()) {
            return Optional.of(
                    "This server does not know on which page people sign in to the ERP: whoever runs it can set"
                            + " THROUGHLINE_ERP_SIGN_IN_URL.");
        }
        return BrowserProgram.find(settings.browserSignIn().browser()).isPresent()
                ? Optional.empty()
                : Optional.of(noBrowser());
    }

    /** For people whose server has none, or another than was set. */
    static String noBrowser() {
        return "This server has no Chrome, Edge or Chromium in which it could open the ERP's page: whoever runs it can"
                + " install one, or set THROUGHLINE_BROWSER to its path.";
    }

    @Override
    public Begun begin(Principal principal) {
        String id = attempts.begin(principal, Way.ERP_PAGE);
        site.open(id);
        return new Begun(
                URI.create(address.base() + StreamPages.BASE + id),
                true,
                attempts.find(id).orElseThrow().until());
    }
}
