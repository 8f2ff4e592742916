package io.throughline.access.oauth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentLifetimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                 | 300
            public                             | 300
            max-age=3600                       | 3600
            public, MAX-AGE=3600               | 3600
            max-age="3600"                     | 3600
            max-age=0                          | 300
            max-age=299                        | 300
            max-age=-1                         | 300
            max-age=86401                      | 86400
            max-age=999999999999999999         | 86400
            max-age=99999999999999999999999999 | 86400
            s-maxage=7200                      | 300
            x-max-age=7200                     | 300
            no-store                           | 300
            no-cache, max-age=3600             | 300
            max-age=3600,no-store              | 300
            """)
    void isFiveMinutesToADay(String cacheControl, long seconds) {
        assertThat(DocumentLifetime.of(cacheControl).toSeconds()).isEqualTo(seconds);
    }
}
