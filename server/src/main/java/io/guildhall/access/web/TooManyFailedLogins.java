package io.guildhall.access.web;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/// One failing login too many of this user name or address.
final class TooManyFailedLogins extends AuthenticationException {
    private static final long serialVersionUID = 1;

    private final Duration wait;

    TooManyFailedLogins(Duration wait) {
        super("Too many failed logins");
        this.wait = wait;
    }

    /// Whole, and at least one.
    long secondsToWait() {
        return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    }
}
