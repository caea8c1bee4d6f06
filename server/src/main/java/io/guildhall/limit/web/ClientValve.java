package io.guildhall.limit.web;

import io.guildhall.limit.LimitSettings;
import io.guildhall.postgres.Waiting;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/// Around every request: says who waits for it, so that its work can be stopped when nobody does, and ends the
/// connections of those who were answered and go on sending.
final class ClientValve extends ValveBase {
    private final Duration requestTime;
    private final Duration bodyTime;
    private final long restBytes;

    /// @param bodyTime how long a body may take to arrive, also one that nobody reads to its end
    /// @param restBytes how long the rest of such a one may be
    ClientValve(LimitSettings settings, Duration bodyTime, long restBytes) {
        super(true);
        this.requestTime = settings.requestTime();
        this.bodyTime = bodyTime;
        this.restBytes = restBytes;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        long begun = System.nanoTime();
        Client client = new Client(request.getCoyoteRequest(), requestTime);
        try {
            ScopedValue.where(Waiting.CURRENT, client).call(() -> {
                getNext().invoke(request, response);
                return true;
            });
        } catch (IOException | ServletException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new ServletException(impossible);
        }
        if (!request.isAsync() && !request.getCoyoteRequest().isFinished()) {
            readRest(request, response, begun + bodyTime.toNanos());
        }
    }

    /// The rest of a refused body is read and dropped, or the client would see a reset instead of its answer. Left to
    /// the container, that would take as long as the client likes.
    private void readRest(Request request, Response response, long end) throws IOException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        if (connection.hasExpectation()) {
            return; // the container closes the connection by itself
        }
        response.finishResponse();
        long left = restBytes;
        Dropped part = new Dropped();
        try {
            for (int read = 0; read >= 0; read = connection.doRead(part)) {
                left -= read;
                if (left < 0 || System.nanoTime() > end) {
                    close(connection);
                    return;
                }
            }
        } catch (IOException unreadable) {
            close(connection);
        }
    }

    /// What comes after a body that was not read to its end must not be taken for another request.
    private static void close(org.apache.coyote.Request connection) {
        connection.action(ActionCode.CLOSE_NOW, null);
    }

    /// Takes the container's buffer, part after part, and looks at none.
    private static final class Dropped implements ApplicationBufferHandler {
        private ByteBuffer part = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            part = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return part;
        }

        @Override
        public void expand(int size) {}
    }
}
