package io.throughline.http;

import io.throughline.database.Database;
import io.throughline.mcp.ServerIdentity;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code /health} says whether calls can be served (200) or not (503) and why; {@code /health/live} only that the process
 * answers. Neither needs a key, neither tells of data.
 */
final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Database database;

    HealthServlet(Database database) {
        this.database = database;
    }

    /** Would tell the headers of the request back, which pages of other origins may not see. */
    @Override
    protected void doTrace(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        boolean live = "/live".equals(request.getPathInfo());
        boolean up = live || database.answers();
        body.put("status", up ? "up" : "down");
        body.put("version", ServerIdentity.version());
        if (!live) {
            body.put("database", up ? "up" : "does not answer");
        }
        ErrorAnswer.send(response, up ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE, body);
    }
}
