package io.guildhall.cli.service;

import java.time.Duration;

/// How often a call is sent again to a service that is busy.
///
/// @param retries after the first try
/// @param lostConnections also where the connection broke, so that nobody knows whether the call was carried out
/// @param longestWait a service that wants more is not waited for
public record Patience(int retries, boolean lostConnections, Duration longestWait) {
    static final Patience NONE = new Patience(0, false, Duration.ZERO);
    /// For reads, at which somebody may be looking.
    static final Patience SHORT = new Patience(2, false, Duration.ofSeconds(10));

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int LONGEST_DOUBLING = 6;

    /// For calls that carry a key and may be sent again whatever happened.
    public static Patience of(int retries) {
        return new Patience(retries, true, LONGEST_WAIT);
    }

    /// For calls of which a busy service has done nothing, but one whose connection broke may have.
    public static Patience whileBusy(int retries) {
        return new Patience(retries, false, LONGEST_WAIT);
    }

    /// Where the service does not say how long: 1, 2, 4 seconds and so on, at most a minute.
    static Duration usualWait(int retry) {
        return Duration.ofSeconds(Math.min(60, 1L << Math.min(retry, LONGEST_DOUBLING)));
    }
}
