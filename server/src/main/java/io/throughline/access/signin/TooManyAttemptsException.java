package io.throughline.access.signin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** No password was looked at: too many were tried. */
public final class TooManyAttemptsException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration patience;

    TooManyAttemptsException(Duration patience, String message) {
        super(message);
        this.patience = patience;
    }

    /** How long from now another attempt is of no use; positive. */
    public Duration patience() {
        return patience;
    }
}
