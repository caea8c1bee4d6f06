package io.guildhall.limit;

import static io.guildhall.error.ErrorCode.TOO_BUSY;
import static io.guildhall.error.ErrorCode.TOO_MANY_REQUESTS;

import io.guildhall.error.RequestRefused;
import io.guildhall.limit.domain.FairShare;
import io.guildhall.limit.domain.FairShare.Share;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets threads wait for their share, not too many and not for ever.
final class Gate {
    private final FairShare shares;
    private final int mostWaiting;
    private final Duration patience;
    private final Map<Share, CountDownLatch> waiting = new HashMap<>();

    /// @param mostWaiting of one organisation
    Gate(FairShare shares, int mostWaiting, Duration patience) {
        this.shares = shares;
        this.mostWaiting = mostWaiting;
        this.patience = patience;
    }

    /// @throws RequestRefused with 429 when too many of this organisation wait already, with 503 when the wait was too
    ///     long
    Share take(long orgId, long amount) {
        CountDownLatch turn = new CountDownLatch(1);
        Share share;
        synchronized (this) {
            share = shares.ask(orgId, amount);
            if (share.isGranted()) {
                return share;
            }
            if (shares.waiting(orgId) > mostWaiting) {
                giveBack(share);
                throw RequestRefused.because(TOO_MANY_REQUESTS, "organisation");
            }
            waiting.put(share, turn);
        }
        boolean hasCome = false;
        try {
            hasCome = turn.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!hasCome) {
            giveBack(share); // may have been granted in this very moment
            throw RequestRefused.because(TOO_BUSY);
        }
        return share;
    }

    synchronized void giveBack(Share share) {
        waiting.remove(share);
        for (Share granted : shares.giveBack(share)) {
            CountDownLatch turn = waiting.remove(granted);
            if (turn != null) {
                turn.countDown();
            }
        }
    }

    synchronized int waiting() {
        return shares.waiting();
    }

    synchronized long held() {
        return shares.held();
    }
}
