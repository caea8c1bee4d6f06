package io.guildhall.limit.web;

import io.guildhall.limit.LimitSettings;
import io.guildhall.postgres.Waiting;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/// Around every request: says who waits for it, so that its work can be stopped when nobody does, and ends the
/// connections of those who were answered and go on sending.
final class ClientValve extends ValveBase {
    private static final int BLOCK = 8 << 10;

    private final Duration requestTime;
    private final Duration restTime;
    private final long restBytes;

    /// @param restTime how long the rest of a body that nobody has read may take to arrive
    /// @param restBytes how long it may be
    ClientValve(LimitSettings settings, Duration restTime, long restBytes) {
        super(true);
        this.requestTime = settings.requestTime();
        this.restTime = restTime;
        this.restBytes = restBytes;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
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
            readRest(request, response);
        }
    }

    /// The rest of a refused body is read and dropped, or the client would see a reset instead of its answer. Left to
    /// the container, that would take as long as the client likes.
    private void readRest(Request request, Response response) throws IOException {
        if (request.getCoyoteRequest().hasExpectation()) {
            return; // the container closes the connection by itself
        }
        response.finishResponse();
        long end = System.nanoTime() + restTime.toNanos();
        long left = restBytes;
        try {
            InputStream body = request.getInputStream();
            byte[] block = new byte[BLOCK];
            for (int read = 0; read >= 0; read = body.read(block)) {
                left -= read;
                if (left < 0 || System.nanoTime() > end) {
                    close(request);
                    return;
                }
            }
        } catch (IOException | IllegalStateException unreadable) {
            close(request);
        }
    }

    /// What comes after a body that was not read to its end must not be taken for another request.
    private static void close(Request request) {
        request.getCoyoteRequest().action(ActionCode.CLOSE_NOW, null);
    }
}
