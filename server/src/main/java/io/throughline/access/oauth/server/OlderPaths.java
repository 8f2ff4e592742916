package io.throughline.access.oauth.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Map;

/** Serves the paths at which clients of 2025-03-26 look without reading metadata. */
final class OlderPaths implements Filter {

    private static final Map<String, String> PATHS = Map.of(
            "/authorize", AuthorizationServerConfiguration.AUTHORIZE,
            "/token", AuthorizationServerConfiguration.TOKEN,
            "/register", AuthorizationServerConfiguration.REGISTER);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request instanceof HttpServletRequest http ? PATHS.get(http.getRequestURI()) : null;
        if (path == null) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new Moved((HttpServletRequest) request, path), response);
        }
    }

    private static final class Moved extends HttpServletRequestWrapper {

        private final String path;

        Moved(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return "";
        }

        @Override
        public String getPathInfo() {
            return path;
        }

        @Override
        public StringBuffer getRequestURL() {
            String whole = super.getRequestURL().toString();
            return new StringBuffer(
                    whole.substring(0, whole.length() - super.getRequestURI().length()) + path);
        }
    }
}
