package io.throughline.erp.signin.provider;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/**
 * The embedded ERP's own page, which works as those of other ERPs do: who signs in on it has the token in the page's storage, under
 * {@code token}, and the address under {@code username}.
 */
final class ErpPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Place place;
    private final transient Pages pages;
    private final String providerName;

    /** @param providerName empty where nobody signs in through one */
    ErpPage(Place place, Pages pages, String providerName) {
        this.place = place;
        this.pages = pages;
        this.providerName = providerName;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Pages.protect(response);
        if (!OwnPage.reads(request)) {
            response.setHeader("Allow", "GET, HEAD");
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        pages.show(
                request,
                response,
                place,
                HttpServletResponse.SC_OK,
                "erp",
                Map.of("provider", providerName, "script", "/erp.js"));
    }
}
