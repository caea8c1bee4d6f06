package io.guildhall.error.web;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/// HTTP as the container speaks it, but that every refusal can be read, which takes two things. What has served a
/// request without a version, whose answer has no head (HTTP/0.9), is not used again: the container would leave the
/// head off the refusal of another request, too, whose first line it cannot read. And whoever is still sending when the
/// connection ends with a refusal is heard out for a while (RFC 9112 §9.6), or a reset would overtake the answer.
public final class ReadableRefusalProtocol extends Http11NioProtocol {
    private static final ThreadLocal<Boolean> HEADLESS = ThreadLocal.withInitial(() -> false);
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(500);
    private static final Duration LONGEST_HEARING = Duration.ofSeconds(2);
    private static final int PIECE = 8_192;

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

    @Override
    protected Processor createProcessor() {
        return new Http11Processor(this, getAdapter()) {
            @Override
            public SocketState service(SocketWrapperBase<?> socket) throws IOException {
                SocketState state = super.service(socket);
                if (state == SocketState.CLOSED
                        && getErrorState().isError()
                        && getErrorState().isIoAllowed()) {
                    hearOut(socket);
                }
                return state;
            }
        };
    }

    private static void hearOut(SocketWrapperBase<?> socket) {
        byte[] unheard = new byte[PIECE];
        long end = System.nanoTime() + LONGEST_HEARING.toNanos();
        try {
            if (socket.getSocket() instanceof NioChannel channel
                    && channel.getIOChannel() instanceof SocketChannel line) {
                line.shutdownOutput();
            }
            socket.setReadTimeout(LONGEST_SILENCE.toMillis());
            while (socket.read(true, unheard, 0, PIECE) >= 0 && System.nanoTime() < end) {
                // nobody wants to know
            }
        } catch (IOException gone) {
            // silent for too long, or gone: either way the connection may end
        }
    }
}
