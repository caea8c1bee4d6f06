package io.guildhall.limit.web;

import io.guildhall.postgres.Waiting;
import java.time.Duration;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;

/// Whoever sent a request: waits for a certain time, or until the connection is closed from the other side.
///
/// A client that closes only its sending side counts as gone as well: it cannot be told from one that is.
final class Client implements Waiting {
    private final Request request;
    private final long begun = System.nanoTime();
    private final Duration patience;

    Client(Request request, Duration patience) {
        this.request = request;
        this.patience = patience;
    }

    @Override
    public boolean isOver() {
        return System.nanoTime() - begun > patience.toNanos() || isGone();
    }

    /// Looks only where nobody else reads: after the last byte of the body. There the container tells again and again
    /// of a connection that is closed, though nothing has come over it; of the beginning of a next request it tells
    /// once, or has it in its buffer.
    private boolean isGone() {
        return request.isFinished() && available(true) > 0 && available(false) == 0 && available(true) > 0;
    }

    private int available(boolean lookAtConnection) {
        request.action(ActionCode.AVAILABLE, lookAtConnection);
        return request.getAvailable();
    }
}
