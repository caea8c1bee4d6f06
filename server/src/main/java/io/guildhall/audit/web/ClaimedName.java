package io.guildhall.audit.web;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// The user whom Basic credentials name, right or wrong. The secret is not looked at, and a token is nobody's name.
final class ClaimedName {
    private static final String BASIC = "Basic ";
    /// Nobody's name is longer; the rest is not even decoded.
    private static final int LONGEST = 512;

    private ClaimedName() {}

    static @Nullable String of(HttpServletRequest request) {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (sent == null || !sent.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return null;
        }
        String encoded = sent.substring(BASIC.length()).strip();
        try {
            byte[] start = Base64.getDecoder().decode(encoded.substring(0, Math.min(encoded.length(), LONGEST)));
            String pair = new String(start, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(0, colon); // without a colon it may all be secret
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
