package io.throughline.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** Refuses what is sent to a page and too large, before any of it is read. */
final class UploadLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Of a backlog, in MiB. */
    static final int IMPORT_MIB = 64;

    private static final long MIB = 1 << 20;
    /** For what is around the file: field names, the other fields. */
    private static final long SLACK_BYTES = 64 * 1024;

    private static final Pattern IMPORT = Pattern.compile("/workspaces/[^/]+/import");

    /** The most that any form may have, in bytes. */
    static long mostBytes() {
        return IMPORT_MIB * MIB + SLACK_BYTES;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String type = request.getContentType();
        boolean withFile = type != null && type.startsWith("multipart/");
        long most = IMPORT.matcher(request.getRequestURI()).matches() ? mostBytes() : 2 * MIB;
        boolean withBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        // Browsers tell the length; what does not is no form of ours, nor JSON of a script of ours.
        if ((withFile || withBody) && (request.getContentLengthLong() < 0 || request.getContentLengthLong() > most)) {
            response.setHeader("Connection", "close");
            request.getRequestDispatcher(ProblemPage.TOO_LARGE).forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
