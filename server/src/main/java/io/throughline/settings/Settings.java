package io.throughline.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All settings, checked. {@code SettingsTest} pins their names and defaults, {@code docs/settings.md} explains them.
 *
 * @param dataDirectory where the SQLite file, caches and logs live
 * @param databaseUrl a {@code postgresql://} or {@code jdbc:postgresql://} address; null for SQLite in the data directory
 * @param databasePoolSize connections to PostgreSQL, or readers of SQLite, {@code >= 1}
 * @param databaseBusyTimeout how long a write waits for other processes on the same SQLite file
 * @param host address that {@code serve} binds
 * @param port 0 (any free one) to 65,535
 * @param publicUrl how clients reach the server, null if just as {@code http://host:port}
 * @param allowedHosts further names that requests may carry in their {@code Host} and {@code Origin} headers
 * @param access whether HTTP calls need a key
 * @param logFormat lines for people or JSON for machines
 * @param logLevel of our own code
 * @param logFile a file to log to besides stderr, null for none
 * @param shutdownGrace how long calls under way may take to finish after a stop was asked for
 * @param secrets what seals are made of, newest first, each of at least 32 characters; empty for one of our own making in
 *     the data directory
 * @param limits of what one caller may take of the server
 * @param identityProvider through which people sign in besides; null for none
 * @param legacy how clients of the protocol's revisions before 2026-07-28 are served
 * @param clients which programs may introduce themselves by an address
 * @param timeLogs where time logs are kept, and who may log
 * @param browserSignIn how people sign in to the ERP in a browser
 */
public record Settings(
        Path dataDirectory,
        @Nullable String databaseUrl,
        int databasePoolSize,
        Duration databaseBusyTimeout,
        String host,
        int port,
        @Nullable URI publicUrl,
        List<String> allowedHosts,
        Access access,
        LogFormat logFormat,
        LogLevel logLevel,
        @Nullable Path logFile,
        Duration shutdownGrace,
        List<String> secrets,
        Limits limits,
        @Nullable IdentityProvider identityProvider,
        LegacyEra legacy,
        Clients clients,
        TimeLogs timeLogs,
        BrowserSignIn browserSignIn) {

    /**
     * Of what one caller may take of the server over HTTP. Zero is no limit.
     *
     * @param callsPerMinute as many may come at once
     * @param concurrentCalls that are worked on at the same time
     * @param listenStreams that are open at the same time
     * @param callTimeout after which a call is cancelled
     */
    public record Limits(int callsPerMinute, int concurrentCalls, int listenStreams, Duration callTimeout) {}

    /**
     * @param sessions whether {@code initialize} opens a session; without, any node behind a load balancer serves any call,
     *     but nothing can be told or asked between calls
     * @param sse whether the transport of 2024-11-05 is served under {@code /sse}
     */
    public record LegacyEra(boolean sessions, boolean sse) {}

    /**
     * Of programs whose {@code client_id} is the address of a document that describes them. Names are in lower case.
     *
     * @param domainsAllowed domains, each with those below it, whose documents are taken; empty for all
     * @param domainsDenied domains, each with those below it, whose documents are never taken
     * @param redirectHosts hosts to which a document on another host may send people back
     */
    public record Clients(List<String> domainsAllowed, List<String> domainsDenied, List<String> redirectHosts) {
        public Clients {
            domainsAllowed = List.copyOf(domainsAllowed);
            domainsDenied = List.copyOf(domainsDenied);
            redirectHosts = List.copyOf(redirectHosts);
        }
    }

    /**
     * Of the time logs.
     *
     * @param erpApiBaseUrl the REST API of the ERP that keeps them, such as {@code https://erp.example.com/api/v1}, without a
     *     slash at the end; null for the embedded ERP
     * @param defaultLabelId the label of a new entry that names none, in a foreign ERP
     * @param createsWeeks whether the tools make the week log that a write needs, in the embedded ERP
     * @param signInsInMemory whether tokens of the ERP are forgotten at a stop; else they are kept sealed
     * @param authorizedEmails who may use the log tools, in lower case; null for everybody whom the backend knows
     * @param everybodyAuthorized whether it was said that everybody may, instead of nothing about it
     * @param googleClientId as Google knows the programs whose access tokens the embedded ERP takes; null for none
     * @param googleTokenInfoUrl where an access token of Google is asked about
     * @param slackSecret lets a program log in the name of others at the embedded ERP; null for none
     * @param listEnvelope whether the embedded ERP lists weeks by month instead of flat
     */
    public record TimeLogs(
            @Nullable URI erpApiBaseUrl,
            int defaultLabelId,
            boolean createsWeeks,
            boolean signInsInMemory,
            @Nullable Set<String> authorizedEmails,
            boolean everybodyAuthorized,
            @Nullable String googleClientId,
            URI googleTokenInfoUrl,
            @Nullable String slackSecret,
            boolean listEnvelope) {

        public TimeLogs {
            authorizedEmails = authorizedEmails == null ? null : Set.copyOf(authorizedEmails);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "time logs in " + (erpApiBaseUrl == null ? "the embedded ERP" : erpApiBaseUrl);
        }
    }

    /**
     * Of signing in to the ERP in a browser. The client id of the provider stands in {@link TimeLogs}.
     *
     * @param localPort of the page on this machine, 1 to 65,535
     * @param providerSecret with which we exchange codes at the provider; null where it wants none, or gives tokens to pages
     * @param providerIssuer the OpenID Connect provider: Google, unless it is another
     * @param erpPage where people sign in to the foreign ERP; null for the address of its REST API without {@code /api/v1}
     * @param erpHosts which hosts the ERP's page needs besides its own, such as {@code accounts.google.com},
     *     {@code *.gstatic.com} or {@code login.example.com:8443}; in lower case
     * @param browser the Chrome, Edge or Chromium to start; null for one that is found
     * @param browserUser user of this system as whom a browser is started if the server is root's
     * @param mostStreams of pictures of browsers that are shown at the same time
     */
    public record BrowserSignIn(
            int localPort,
            @Nullable String providerSecret,
            URI providerIssuer,
            @Nullable URI erpPage,
            List<String> erpHosts,
            @Nullable Path browser,
            String browserUser,
            int mostStreams) {

        public BrowserSignIn {
            erpHosts = List.copyOf(erpHosts);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "sign-in in a browser through " + providerIssuer;
        }
    }

    /**
     * An OpenID Connect provider.
     *
     * @param issuer its address, as its tokens name it
     * @param name for the button
     */
    public record IdentityProvider(URI issuer, String clientId, String clientSecret, String name) {

        /** Without the secret. */
        @Override
        public String toString() {
            return name + " at " + issuer;
        }
    }

    /** Whether HTTP calls need a key. {@link #OFF} is for a loopback address only. */
    public enum Access {
        KEYS,
        OFF
    }

    /** A switch. */
    public enum Switch {
        ON,
        OFF
    }

    /** How a log line looks. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    /** How much is logged. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    public Settings {
        allowedHosts = List.copyOf(allowedHosts);
        secrets = List.copyOf(secrets);
    }

    /** Without the secrets and the address of the database, which may hold a password. */
    @Override
    public String toString() {
        return "Settings of " + dataDirectory;
    }
}
