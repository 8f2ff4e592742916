package io.throughline.erp.signin.provider;

import io.throughline.access.signin.SignInConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import tools.jackson.databind.json.JsonMapper;

/**
 * Draws the pages, whether or not there is a console around them, and gives every answer the headers that keep it out of caches,
 * frames and other sites. Safe for concurrent use.
 */
final class Pages {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private @Nullable SpringTemplateEngine engine;

    /** For all answers. */
    static void protect(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Content-Security-Policy", SignInConfiguration.CONTENT_SECURITY_POLICY);
    }

    /** @param values for the template, as text */
    void show(
            HttpServletRequest request,
            HttpServletResponse response,
            Place place,
            int status,
            String template,
            Map<String, ?> values)
            throws IOException {
        Map<String, Object> all = new HashMap<>(values);
        all.put("pages", place.pages(request).getPath());
        if (request.getAttribute("_csrf") instanceof CsrfToken token) { // where the console is around
            all.put("csrf", token);
        }
        byte[] page =
                engine().process(template, new Context(Locale.ENGLISH, all)).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.getOutputStream().write(page);
    }

    /** A page that only says something. */
    void tell(
            HttpServletRequest request,
            HttpServletResponse response,
            Place place,
            int status,
            String title,
            String words)
            throws IOException {
        show(request, response, place, status, "words", Map.of("title", title, "words", words));
    }

    static void json(HttpServletResponse response, int status, Map<String, ?> values) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsString(values).getBytes(StandardCharsets.UTF_8));
    }

    /** A file of ours that is the same for all. */
    static void file(HttpServletResponse response, String resource, String type) throws IOException {
        response.setHeader("Cache-Control", "no-cache");
        response.setContentType(type);
        try (InputStream file = Pages.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("The program lacks its file " + resource + ".");
            }
            file.transferTo(response.getOutputStream());
        }
    }

    /** Made for the first page: most processes show none. */
    private synchronized SpringTemplateEngine engine() {
        if (engine == null) {
            var templates = new ClassLoaderTemplateResolver();
            templates.setPrefix("erp/");
            templates.setSuffix(".html");
            templates.setTemplateMode(TemplateMode.HTML);
            templates.setCharacterEncoding("UTF-8");
            engine = new SpringTemplateEngine();
            engine.setTemplateResolver(templates);
        }
        return engine;
    }
}
