package io.guildhall.wire;

import static io.guildhall.error.ErrorCode.BODY_TOO_LARGE;
import static io.guildhall.error.ErrorCode.UNSUPPORTED_MEDIA_TYPE;

import io.guildhall.error.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;

/// Bodies, read whole and no further than the server allows.
@Component
public class RequestBodies {
    private final int maxBytes;

    /// @param maxBytes `guildhall.limits.body-bytes`
    RequestBodies(@Value("${guildhall.limits.body-bytes:16777216}") int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// @throws RequestRefused with 413/1688 beyond the limit, with 415 for a compressed body
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
        byte[] body = request.getBody().readNBytes(maxBytes + 1);
        if (body.length > maxBytes) {
            throw tooLarge();
        }
        return body;
    }

    private RequestRefused tooLarge() {
        return RequestRefused.because(BODY_TOO_LARGE, Integer.toString(maxBytes));
    }
}
