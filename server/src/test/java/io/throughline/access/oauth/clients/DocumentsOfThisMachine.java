package io.throughline.access.oauth.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Has app.example.com answered on this machine, as far as the documents of programs go; the product itself never connects to
 * this machine, so nobody could show otherwise what it makes of a document.
 */
@Configuration(proxyBeanMethods = false)
public class DocumentsOfThisMachine {

    /** Where the document is. */
    public static final String CLIENT = "https://app.example.com/client.json";

    /** The server with the document. */
    public static final class Publisher implements AutoCloseable {

        private final DocumentServer server;

        Publisher(DocumentServer server) {
            this.server = server;
        }

        /** From now on, this stands at {@link #CLIENT}, and nobody keeps it for longer than they must. */
        public void publish(String name, String... redirectUris) {
            server.answerWithDocument(
                    "Cache-Control: no-store\r\n",
                    "{\"client_id\":\"" + CLIENT + "\",\"client_name\":\"" + name + "\",\"redirect_uris\":[\""
                            + String.join("\",\"", redirectUris) + "\"],\"token_endpoint_auth_method\":\"none\"}");
        }

        /** From now on, there is nothing. */
        public void withdraw() {
            server.answerWith("404 X", "Content-Length: 0\r\n", "".getBytes(StandardCharsets.US_ASCII));
        }

        /** How often the document was fetched. */
        public int fetches() {
            return server.requests().size();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Bean
    DocumentServer documentServer() throws IOException, InterruptedException, GeneralSecurityException {
        return new DocumentServer(Files.createTempDirectory("documents-"));
    }

    @Bean
    Publisher publisher(DocumentServer server) {
        return new Publisher(server);
    }

    @Bean
    @Primary
    MetadataDocuments publishedDocuments(DocumentServer server, Clock clock) {
        InetAddress here = InetAddress.getLoopbackAddress();
        var hosts = new DocumentHosts(host -> new InetAddress[] {here}, here::equals, Set::of);
        var connection = new DocumentConnection(server::context, server.port(), DocumentFetch.DEADLINE);
        return new MetadataDocuments(
                new ClientDomains(List.of(), List.of()), Set.of(), new DocumentFetch(hosts, connection), clock);
    }
}
