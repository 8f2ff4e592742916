package io.throughline.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The words that a browser is started with. What is never among them: anything that opens its sandbox, or lets a wrong certificate
 * pass.
 */
final class BrowserFlags {

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long SHARED_MEMORY_BYTES = 256L * 1_024 * 1_024;

    /** Calls nobody, offers nothing, and asks nothing. */
    private static final List<String> ALWAYS = List.of(
            "--remote-debugging-pipe",
            "--no-first-run",
            "--no-default-browser-check",
            "--no-startup-window",
            "--no-pings",
            "--disable-extensions",
            "--disable-component-extensions-with-background-pages",
            "--disable-component-update",
            "--disable-background-networking",
            "--disable-sync",
            "--disable-default-apps",
            "--disable-domain-reliability",
            "--disable-breakpad",
            "--disable-crash-reporter",
            "--disable-client-side-phishing-detection",
            "--disable-field-trial-config",
            "--disable-search-engine-choice-screen",
            "--disable-infobars",
            "--metrics-recording-only",
            // The keyring of the desktop is not for a profile that lives minutes, and would ask for a password.
            "--password-store=basic",
            "--use-mock-keychain");

    /**
     * A page must not open connections that we do not see (prerendered and prefetched pages, QUIC), and a page in the back of a
     * popup goes on as in front.
     */
    private static final List<String> STREAMED = List.of(
            "--headless",
            "--mute-audio",
            "--disable-print-preview",
            "--disable-notifications",
            "--disable-quic",
            "--disable-gpu",
            "--disable-software-rasterizer", // of three dimensions; pages are drawn without it
            "--disable-3d-apis",
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--disable-hang-monitor",
            "--disable-prompt-on-repost",
            "--webrtc-ip-handling-policy=disable_non_proxied_udp",
            "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", // the same, in former versions
            "--disable-blink-features=WebTransport,SpeculationRulesPrefetchFuture");

    private static final String FEATURES_OFF = "Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,"
            + "AutofillServerCommunication,CertificateTransparencyComponentUpdater,BackForwardCache,Prerender2,"
            + "SpareRendererForSitePerProcess,GlobalMediaControls,HttpsUpgrades,PasswordManagerOnboarding";

    private BrowserFlags() {}

    static List<String> of(BrowserStart how, Path profile) {
        List<String> flags = new ArrayList<>(ALWAYS);
        flags.add("--user-data-dir=" + profile);
        flags.add("--disable-features=" + FEATURES_OFF);
        if (!how.visible()) {
            flags.addAll(STREAMED);
        }
        if (!how.reach().isEverywhere()) {
            // What each target is held to again. This holds for the whole process: also for what shows at no target.
            String rules =
                    how.reach().resolvedHosts().map(host -> ", EXCLUDE " + host).collect(Collectors.joining());
            flags.add("--host-resolver-rules=MAP * ~NOTFOUND" + rules);
            flags.add("--no-proxy-server"); // a proxy would resolve names in its own way
        }
        if (sharedMemoryIsTiny()) {
            flags.add("--disable-dev-shm-usage");
        }
        return flags;
    }

    /** As in a container that was given Docker's 64 MiB, where pages would crash. */
    private static boolean sharedMemoryIsTiny() {
        try {
            return Files.isDirectory(SHARED_MEMORY)
                    && Files.getFileStore(SHARED_MEMORY).getTotalSpace() < SHARED_MEMORY_BYTES;
        } catch (IOException unknown) {
            return false;
        }
    }
}
