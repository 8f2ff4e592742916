package io.throughline.access.signin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a session holds, as bytes. */
final class SessionContent {

    private static final Logger log = LoggerFactory.getLogger(SessionContent.class);

    /** Java's serialization makes whatever the bytes name: nothing but what our sessions hold. */
    private static final ObjectInputFilter EXPECTED = ObjectInputFilter.Config.createFilter(
            "maxdepth=30;maxrefs=10000;java.lang.*;java.util.*;java.util.concurrent.*;"
                    + "java.time.*;java.net.URI;java.net.URL;org.springframework.web.servlet.FlashMap;"
                    + "org.springframework.util.LinkedMultiValueMap;org.springframework.util.MultiValueMapAdapter;org.springframework.security.**;io.throughline.**;!*");

    private SessionContent() {}

    static byte[] write(Object value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException("A session cannot hold a " + value.getClass(), e);
        }
        return bytes.toByteArray();
    }

    /** Empty if this version of the program cannot read it. */
    @SuppressWarnings("BanSerializableRead") // through a filter, from our own table
    static Optional<Object> read(byte[] content) {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(content))) {
            in.setObjectInputFilter(EXPECTED);
            return Optional.of(in.readObject());
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            log.info("A session of another version of the program counts as none: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
