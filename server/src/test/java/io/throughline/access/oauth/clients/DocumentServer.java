package io.throughline.access.oauth.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A server with a certificate of its own for app.example.com that answers with whatever bytes a test wants. */
final class DocumentServer implements AutoCloseable {

    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Writes an answer, and may take its time. */
    interface Script {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    /** What a request looked like. */
    record Request(String serverName, List<String> lines) {}

    private final SSLServerSocket listening;
    private final SSLContext context;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Script script = out -> {};

    DocumentServer(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        context = contextOf(keys(directory));
        listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private static KeyStore keys(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=app.example.com",
                        "-ext",
                        "SAN=dns:app.example.com,dns:two.example.com,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext contextOf(KeyStore keys) throws GeneralSecurityException {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        KeyStore believed = KeyStore.getInstance("PKCS12");
        try {
            believed.load(null, null);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        believed.setCertificateEntry("server", keys.getCertificate("server"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(believed);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                SSLSocket socket = (SSLSocket) listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // closed: the loop ends
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                lines.add(line);
            }
            var names = ((ExtendedSSLSession) socket.getSession()).getRequestedServerNames();
            requests.add(new Request(names.isEmpty() ? "" : names.getFirst().toString(), List.copyOf(lines)));
            script.answer(socket.getOutputStream());
        } catch (IOException e) {
            // the other side left, which the tests see from their side
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void answerWith(Script answer) {
        script = answer;
    }

    void answerWith(String status, String headers, byte[] body) {
        answerWith(out -> {
            out.write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
        });
    }

    void answerWithDocument(String headers, String document) {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        answerWith(
                "200 OK",
                "Content-Type: application/json\r\n" + headers + "Content-Length: " + body.length + "\r\n",
                body);
    }

    void answerWithDocumentAfter(Duration wait, String document) {
        answerWithDocument("", document);
        Script atOnce = script;
        answerWith(out -> {
            Thread.sleep(wait);
            atOnce.answer(out);
        });
    }

    SSLContext context() {
        return context;
    }

    int port() {
        return listening.getLocalPort();
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
