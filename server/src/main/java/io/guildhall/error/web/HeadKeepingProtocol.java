package io.guildhall.error.web;

import org.apache.coyote.http11.Http11NioProtocol;

/// HTTP as the container speaks it, but for one thing: what has served a request without a version, whose answer has
/// no head (HTTP/0.9), is not used again. The container would leave the head off the refusal of another request, too,
/// whose first line it cannot read.
public final class HeadKeepingProtocol extends Http11NioProtocol {
    private static final ThreadLocal<Boolean> HEADLESS = ThreadLocal.withInitial(() -> false);

    /// Says that this thread is about to answer without a head.
    static void noteHeadless() {
        HEADLESS.set(true);
    }

    /// How many of what serve requests are kept; asked for, by the thread that has answered, when one is to be put
    /// away.
    @Override
    public int getProcessorCache() {
        boolean headless = HEADLESS.get();
        HEADLESS.remove();
        return headless ? 0 : super.getProcessorCache();
    }
}
