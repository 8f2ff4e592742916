package io.throughline.erp.signin.provider;

import io.throughline.access.Principal;
import io.throughline.erp.signin.SignInAttempts;
import io.throughline.erp.signin.SignInRoute;
import io.throughline.timelog.BrowserSignIns.Begun;
import io.throughline.timelog.BrowserSignIns.Way;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in through the provider: under the public address of the server, if it has one; else on a page that only this machine
 * reaches. Safe for concurrent use.
 */
final class ProviderRoute implements SignInRoute {

    private final SignInAttempts attempts;
    private final Reach reach;
    private final LocalPages local;
    private final boolean hasClientId;
    private final String providerName;
    private final Clock clock;

    /**
     * How browsers reach this process.
     *
     * @param publicBase null where the pages stand on this machine
     * @param host that the HTTP server binds; null without an HTTP server
     */
    record Reach(@Nullable URI publicBase, @Nullable String host) {

        boolean isForOthersWithoutAddress() {
            try {
                return publicBase == null
                        && host != null
                        && !InetAddress.getByName(host).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return true;
            }
        }
    }

    ProviderRoute(
            SignInAttempts attempts,
            Reach reach,
            LocalPages local,
            boolean hasClientId,
            String providerName,
            Clock clock) {
        this.attempts = attempts;
        this.reach = reach;
        this.local = local;
        this.hasClientId = hasClientId;
        this.providerName = providerName;
        this.clock = clock;
    }

    @Override
    public Way way() {
        return Way.PROVIDER;
    }

    @Override
    public Optional<String> unable() {
        if (!hasClientId) {
            return Optional.of(
                    "Signing in through " + providerName + " is not set up on this server: whoever runs it must"
                            + " set THROUGHLINE_GOOGLE_CLIENT_ID (MCP_GOOGLE_CLIENT_ID). Until then, sign in with"
                            + " authenticate_via_erp_browser.");
        }
        return reach.isForOthersWithoutAddress()
                ? Optional.of(
                        "Other machines reach this server, but it does not know under which address: whoever runs it"
                                + " must set THROUGHLINE_PUBLIC_URL (MCP_SSE_PUBLIC_URL).")
                : Optional.empty();
    }

    @Override
    public Begun begin(Principal principal) {
        URI base = reach.publicBase();
        URI link = base == null
                ? local.serve(principal, () -> attempts.begin(principal, way()))
                : URI.create(base + ServedPlace.PREFIX + ProviderPages.LOGIN + "/" + attempts.begin(principal, way()));
        return new Begun(link, false, clock.instant().plus(SignInAttempts.LIFE));
    }
}
