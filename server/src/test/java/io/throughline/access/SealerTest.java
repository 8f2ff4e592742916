package io.throughline.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealerTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Sealer sealer = new Sealer(List.of("a secret that is just long enough"));

    @Test
    void noOtherTextOpens() {
        for (String content : List.of("", "a", "ab", "abc")) { // so that Base64 ends in each of its ways
            String sealed = sealer.seal("test", content.getBytes(StandardCharsets.UTF_8));
            assertThat(sealer.open("test", sealed)).hasValue(content.getBytes(StandardCharsets.UTF_8));
            assertThat(sealer.open("another", sealed)).isEmpty();
            for (int at = 0; at < sealed.length(); at++) {
                for (char other : ALPHABET.toCharArray()) {
                    String changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
                    assertThat(sealer.open("test", changed).isPresent())
                            .as("%s for %s", changed, sealed)
                            .isEqualTo(changed.equals(sealed));
                }
            }
            for (String longer : List.of(sealed + "=", sealed + "==", sealed + "A", " " + sealed, sealed + "\n")) {
                assertThat(sealer.open("test", longer)).isEmpty();
            }
        }
    }
}
