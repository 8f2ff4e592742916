package io.throughline.access.oauth.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Gets one document over a connection of its own: one GET, straight to addresses that were checked before, with nothing in it
 * of whoever asked. Its timeouts are for one step each and only keep a lost connection from staying; the deadline for all
 * of them together is held by the caller, who interrupts.
 */
final class DocumentConnection {

    /** Of the body. The request asks for no compression and none is undone, so this is the size of the document, too. */
    static final int MAX_BODY_BYTES = 5 * 1_024;

    private static final int MAX_HEADER_LINE_CHARACTERS = 8_192;
    private static final int MAX_HEADERS = 100;
    /** Less than the whole deadline, so that a second address gets its turn. */
    private static final Timeout CONNECT = Timeout.ofMilliseconds(1_500);

    private static final Pattern JSON = Pattern.compile("application/([^/\\s]+\\+)?json");

    private final Supplier<SSLContext> trust;
    private final int port;
    private final Timeout step;

    /**
     * @param trust whose certificates are believed
     * @param port where servers are taken to listen
     * @param step how long the other side may keep silent
     */
    DocumentConnection(Supplier<SSLContext> trust, int port, Duration step) {
        this.trust = trust;
        this.port = port;
        this.step = Timeout.of(step);
    }

    /** @param cacheControl the header, with commas if there were several; empty if there was none */
    record Answer(String body, String cacheControl) {}

    /**
     * @param checked the only addresses to which this connects
     * @throws RefusedClientException if the answer is no document
     * @throws IOException if there is no answer
     */
    Answer get(ClientAddress address, List<InetAddress> checked) throws IOException {
        var request = new HttpGet(URI.create(address.text()));
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        request.setHeader(HttpHeaders.CONNECTION, "close");
        String host = address.host();
        var target = new HttpHost("https", host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        CloseableHttpClient client = clientFor(checked);
        try {
            return answer(client.executeOpen(target, request, null));
        } finally {
            // Both at once and without reading what is left: the rest of the body may be endless.
            request.cancel();
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private CloseableHttpClient clientFor(List<InetAddress> checked) {
        var tls = new DefaultClientTlsStrategy(
                trust.get(), HostnameVerificationPolicy.BOTH, new DefaultHostnameVerifier());
        var connections = BasicHttpClientConnectionManager.create(
                anyHost -> port,
                new CheckedAddresses(checked),
                RegistryBuilder.<TlsSocketStrategy>create()
                        .register("https", tls)
                        .build(),
                ManagedHttpClientConnectionFactory.builder()
                        .http1Config(Http1Config.custom()
                                .setMaxLineLength(MAX_HEADER_LINE_CHARACTERS)
                                .setMaxHeaderCount(MAX_HEADERS)
                                .build())
                        .build());
        connections.setConnectionConfig(ConnectionConfig.custom()
                .setConnectTimeout(CONNECT)
                .setSocketTimeout(step)
                .build());
        connections.setTlsConfig(TlsConfig.custom().setHandshakeTimeout(step).build());
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setRoutePlanner(new DefaultRoutePlanner(anyHost -> port)) // no proxy, whatever the environment says
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(step)
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableAutomaticRetries()
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("Throughline")
                .build();
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        if (response.getCode() != 200) {
            throw wrong(
                    "is answered with status " + response.getCode() + " instead of 200; redirects are not followed");
        }
        HttpEntity entity = response.getEntity();
        if (entity == null || !isJson(entity.getContentType())) {
            throw wrong("is not served as application/json");
        }
        if (entity.getContentEncoding() != null && !entity.getContentEncoding().equalsIgnoreCase("identity")) {
            throw wrong("is served compressed, which was not asked for");
        }
        byte[] body = entity.getContentLength() > MAX_BODY_BYTES
                ? new byte[0]
                : entity.getContent().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES || entity.getContentLength() > MAX_BODY_BYTES) {
            throw wrong("has more than 5 KiB");
        }
        return new Answer(text(body), joined(response.getHeaders(HttpHeaders.CACHE_CONTROL)));
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw wrong("is not in UTF-8");
        }
    }

    private static boolean isJson(@Nullable String header) {
        ContentType type = header == null ? null : ContentType.parseLenient(header);
        return type != null
                && JSON.matcher(type.getMimeType().toLowerCase(Locale.ROOT)).matches();
    }

    private static String joined(Header[] headers) {
        return String.join(",", List.of(headers).stream().map(Header::getValue).toList());
    }

    private static RefusedClientException wrong(String what) {
        return new RefusedClientException("The program's document is not taken. It " + what + ".");
    }

    /** Gives out the same checked addresses for whatever name is asked. */
    private record CheckedAddresses(List<InetAddress> addresses) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) {
            return addresses.toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) throws UnknownHostException {
            throw new UnknownHostException(host); // only Kerberos asks
        }
    }
}
