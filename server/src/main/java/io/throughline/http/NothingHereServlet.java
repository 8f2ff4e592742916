package io.throughline.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Answers every address that nothing else serves. */
final class NothingHereServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ErrorAnswer.send(
                response,
                HttpServletResponse.SC_NOT_FOUND,
                "not_found",
                "There is nothing at this address. MCP is at /mcp, the state of the server at /health.");
    }
}
