package io.throughline.erp.signin;

import io.throughline.settings.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Where the pages of this process are served. Only a process that serves any has one. */
public final class ServedAddress implements ApplicationListener<WebServerInitializedEvent> {

    private final Settings settings;
    private volatile int port;

    ServedAddress(Settings settings) {
        this.settings = settings;
        this.port = settings.port();
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        port = event.getWebServer().getPort();
    }

    /** As people elsewhere reach it, without a slash at the end; empty if only this machine is told an address. */
    public Optional<URI> publicBase() {
        @Nullable URI url = settings.publicUrl();
        return Optional.ofNullable(url).map(set -> URI.create(set.toString().replaceFirst("/+$", "")));
    }

    /** As this machine reaches it, without a slash at the end. */
    public URI localBase() {
        String host = settings.host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        String name = everywhere ? "127.0.0.1" : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return URI.create("http://" + name + ":" + port);
    }

    /** Whether people at other machines may be the ones who ask. */
    public boolean isForOthers() {
        return settings.publicUrl() != null
                || !settings.allowedHosts().isEmpty() // a proxy in front
                || !Set.of("127.0.0.1", "localhost", "::1", "[::1]").contains(settings.host());
    }

    /** For links: the public one, else that on this machine. */
    public URI base() {
        return publicBase().orElseGet(this::localBase);
    }
}
