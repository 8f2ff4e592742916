package io.throughline.erp;

import java.time.Duration;

/**
 * How long the ERP is waited for.
 *
 * @param connect until a connection stands
 * @param answer until the whole answer is there
 * @param pause before the second try, about; twice that before the third
 * @param longestPause that the ERP may ask for; where it asks for more, there is no further try
 * @param change after which a change that has not succeeded is not tried again
 */
record Patience(Duration connect, Duration answer, Duration pause, Duration longestPause, Duration change) {

    static final Patience USUAL = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMillis(300),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60));
}
