package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientDomainsTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', app.example.com, ",
        "example.com, '', example.com, ",
        "example.com, '', app.example.com, ",
        "example.com, '', APP.Example.com, ",
        "example.com, '', notexample.com, THROUGHLINE_CLIENT_DOMAINS_ALLOWED",
        "example.com, '', example.com.evil.org, THROUGHLINE_CLIENT_DOMAINS_ALLOWED",
        "example.com, '', 93.184.216.34, THROUGHLINE_CLIENT_DOMAINS_ALLOWED",
        "'', evil.org, evil.org, THROUGHLINE_CLIENT_DOMAINS_DENIED",
        "'', evil.org, a.b.evil.org, THROUGHLINE_CLIENT_DOMAINS_DENIED",
        "'', evil.org, notevil.org, ",
        "example.com, bad.example.com, app.example.com, ",
        "example.com, bad.example.com, bad.example.com, THROUGHLINE_CLIENT_DOMAINS_DENIED",
    })
    void aDomainStandsForAllBelowItAndADeniedOneWins(String allowed, String denied, String host, String setting) {
        var domains = new ClientDomains(list(allowed), list(denied));
        var address = ClientAddress.of("https://" + host + "/client");
        if (setting == null) {
            assertThatCode(() -> domains.check(address)).doesNotThrowAnyException();
        } else {
            assertThatExceptionOfType(RefusedClientException.class)
                    .isThrownBy(() -> domains.check(address))
                    .withMessageContaining(setting);
        }
    }

    private static List<String> list(String domain) {
        return domain.isEmpty() ? List.of() : List.of(domain);
    }
}
