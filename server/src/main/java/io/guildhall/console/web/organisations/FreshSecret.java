package io.guildhall.console.web.organisations;

import java.security.SecureRandom;
import java.util.Base64;

/// Secrets that nobody has chosen and nobody guesses, in letters that go into any document.
final class FreshSecret {
    private static final int BYTES = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FreshSecret() {}

    static String text() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
