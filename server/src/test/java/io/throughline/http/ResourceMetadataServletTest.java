package io.throughline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where programs learn to ask for access. */
class ResourceMetadataServletTest {

    private static final String ADDRESS = "/.well-known/oauth-protected-resource";

    @TempDir
    Path directory;

    private static String metadata(String base, String path) {
        return "{\"resource\":\"" + base + path + "\",\"authorization_servers\":[\"" + base + "\"],"
                + "\"scopes_supported\":[\"mcp:enabled\",\"backlog:read\",\"logs:read\",\"logs:write\"],"
                + "\"bearer_methods_supported\":[\"header\"],\"resource_name\":\"Throughline\"}";
    }

    @Test
    void eachResourceIsDescribed() throws Exception {
        try (var server = new OverHttp(directory, Map.of())) {
            for (String path : new String[] {"", "/mcp"}) {
                HttpResponse<String> answer = server.send("GET", ADDRESS + path, null);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(metadata(server.base(), "/mcp"));
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
                assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                        .hasValue("*");
            }
            assertThat(server.send("GET", ADDRESS + "/sse", null).body()).isEqualTo(metadata(server.base(), "/sse"));
            assertThat(server.send("GET", ADDRESS + "/other", null).statusCode())
                    .isEqualTo(404);
            assertThat(server.send("HEAD", ADDRESS, null).statusCode()).isEqualTo(200);
            assertThat(server.send("POST", ADDRESS, "{}").statusCode()).isEqualTo(405);
            assertThat(server.raw(
                            "OPTIONS",
                            ADDRESS,
                            "localhost",
                            "Origin",
                            "https://anywhere.example",
                            "Access-Control-Request-Method",
                            "GET"))
                    .startsWith("HTTP/1.1 204 ")
                    .contains("Access-Control-Allow-Origin: *");
        }
    }

    @Test
    void theAddressIsThatOfTheRequestIfItIsOurs() throws Exception {
        try (var server = new OverHttp(directory, Map.of())) {
            assertThat(server.raw("GET", ADDRESS, "127.0.0.1:" + server.port()))
                    .contains("\"resource\":\"http://127.0.0.1:" + server.port() + "/mcp\"");
            assertThat(server.raw("GET", ADDRESS, "LOCALHOST")).contains("\"resource\":\"http://localhost/mcp\"");
            assertThat(server.raw("GET", ADDRESS, "[::1]:1")).contains("\"resource\":\"http://[::1]:1/mcp\"");
            assertThat(server.raw("GET", ADDRESS, "evil.example"))
                    .startsWith("HTTP/1.1 403 ")
                    .doesNotContain("resource\":");
            assertThat(server.raw("GET", ADDRESS, "localhost:80\"><x"))
                    .startsWith("HTTP/1.1 4")
                    .doesNotContain("resource\":");
        }
    }

    @Test
    void behindAProxyThePublicAddressCounts() throws Exception {
        Map<String, String> proxied = Map.of("PUBLIC_URL", "https://plan.example/", "LEGACY_SSE", "off");
        try (var server = new OverHttp(directory, proxied)) {
            assertThat(server.raw("GET", ADDRESS, "plan.example", "X-Forwarded-Host", "evil.example"))
                    .contains(metadata("https://plan.example", "/mcp"));
            assertThat(server.raw("GET", ADDRESS, "localhost")).contains(metadata("https://plan.example", "/mcp"));
            assertThat(server.send("GET", ADDRESS + "/sse", null).statusCode()).isEqualTo(404);
            assertThat(server.raw("POST", "/mcp", "localhost"))
                    .contains("resource_metadata=\"https://plan.example" + ADDRESS + "/mcp\"");
        }
    }

    @Test
    void whereNobodyNeedsATokenThereIsNothingToAskFor() throws Exception {
        try (var server = new OverHttp(directory, Map.of("ACCESS", "off"))) {
            assertThat(server.send("GET", ADDRESS + "/mcp", null).statusCode()).isEqualTo(404);
            assertThat(server.modern("server/discover", "", "").statusCode()).isEqualTo(200);
        }
    }
}
