package io.throughline.database;

import io.throughline.problem.StartProblemException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL address in the form that other tools write ({@code postgresql://user:password@host/database}), for JDBC. */
record PostgresqlAddress(
        String jdbcUrl, @Nullable String user, @Nullable String password) {

    static PostgresqlAddress parse(String url) {
        if (url.startsWith("jdbc:")) {
            return new PostgresqlAddress(url, null, null);
        }
        try {
            URI uri = URI.create(url);
            if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
                throw new IllegalArgumentException("no host or no database");
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            String user = null;
            String password = null;
            String userInfo = uri.getRawUserInfo();
            if (userInfo != null) {
                int colon = userInfo.indexOf(':');
                user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
                password = colon < 0 ? null : decode(userInfo.substring(colon + 1));
            }
            return new PostgresqlAddress(
                    "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query, user, password);
        } catch (IllegalArgumentException e) {
            // The address may hold a password: neither it nor the exception's text is repeated.
            throw new StartProblemException("THROUGHLINE_DATABASE_URL is no valid address. It must look like"
                    + " postgresql://user:password@host:5432/database, with special characters in the password"
                    + " percent-encoded.");
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
