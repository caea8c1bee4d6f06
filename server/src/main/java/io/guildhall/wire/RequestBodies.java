package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.BODY_TOO_LARGE;
import static io.guildhall.error.ErrorCode.BODY_TOO_SLOW;
import static io.guildhall.error.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import io.guildhall.error.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;

/// Bodies, read whole and no further than the server allows.
@Component
public class RequestBodies {
    private static final int BLOCK = 8 << 10;

    private final int maxBytes;
    private final Duration time;

    /// @param maxBytes `guildhall.limits.body-bytes`
    /// @param time `guildhall.limits.body-time`: how long a body may take to arrive
    RequestBodies(
            @Value("${guildhall.limits.body-bytes:16777216}") int maxBytes,
            @Value("${guildhall.limits.body-time:60s}") Duration time) {
        this.maxBytes = maxBytes;
        this.time = time;
    }

    /// @throws RequestRefused with 413/1688 beyond the limit, with 415 for a compressed body, with 408 for one that
    /// does
    ///     not arrive in time
    public byte[] read(HttpServletRequest request) throws IOException {
        return read(new ServletServerHttpRequest(request));
    }

    byte[] read(HttpInputMessage request) throws IOException {
        String encoding = request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw RequestRefused.because(UNSUPPORTED_MEDIA_TYPE);
        }
        if (request.getHeaders().getContentLength() > maxBytes) {
            throw tooLarge();
        }
        byte[] body = inTime(request.getBody());
        if (body.length > maxBytes) {
            throw tooLarge();
        }
        return body;
    }

    /// The container waits for each byte, however long all of them take together. What is announced is not believed:
    /// memory is taken for what has come.
    private byte[] inTime(InputStream from) throws IOException {
        long begun = System.nanoTime();
        List<byte[]> parts = new ArrayList<>();
        int size = 0;
        byte[] block = new byte[BLOCK];
        try {
            for (int read = from.read(block); read >= 0 && size <= maxBytes; read = from.read(block)) {
                parts.add(Arrays.copyOf(block, read));
                size += read;
                if (System.nanoTime() - begun > time.toNanos()) {
                    throw tooSlow();
                }
            }
        } catch (SocketTimeoutException nothingMore) {
            throw tooSlow();
        }
        byte[] body = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, body, at, part.length);
            at += part.length;
        }
        return body;
    }

    private RequestRefused tooSlow() {
        return RequestRefused.because(BODY_TOO_SLOW, Long.toString(time.toSeconds()));
    }

    private RequestRefused tooLarge() {
        return RequestRefused.because(BODY_TOO_LARGE, Integer.toString(maxBytes));
    }
}
