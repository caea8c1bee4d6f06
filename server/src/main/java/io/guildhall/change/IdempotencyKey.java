package io.guildhall.change;

import static io.guildhall.error.ErrorCode.QUERY_PARAMETER_INVALID;

import io.guildhall.error.RequestRefused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A key that the caller gave a call, so that sending the call again does nothing again (`spec/beyond.md` row 4,
/// `decisions.md` 25 and 36).
///
/// @param path the canonical path: the same key on another path is another key
/// @param fingerprint of method, canonical path, query and body
public record IdempotencyKey(String path, String key, byte[] fingerprint) {
    /// The header that carries it.
    public static final String HEADER = "Idempotency-Key";

    /// The header that tells an answer given again.
    public static final String REPLAY_HEADER = "Idempotent-Replay";

    private static final int MAX_LENGTH = 255;

    /// @param sent the header as sent, null without one
    /// @throws RequestRefused with 1686 for a key that is empty, too long or not printable
    public static Optional<IdempotencyKey> of(
            @Nullable String sent, String method, String path, @Nullable String query, byte[] body) {
        if (sent == null) {
            return Optional.empty();
        }
        boolean printable = sent.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (sent.isBlank() || sent.length() > MAX_LENGTH || !printable) {
            throw RequestRefused.because(QUERY_PARAMETER_INVALID, HEADER);
        }
        String head = method + '\n' + path + '\n' + (query == null ? "" : query) + '\n';
        return Optional.of(new IdempotencyKey(path, sent, digest(head, body)));
    }

    /// What is stored of the key: callers put what they like into it, names of people included.
    public String hashed() {
        return "sha256:" + HexFormat.of().formatHex(digest(path + '\n', key.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] digest(String head, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.getBytes(StandardCharsets.UTF_8));
            return digest.digest(body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IdempotencyKey that
                && path.equals(that.path)
                && key.equals(that.key)
                && Arrays.equals(fingerprint, that.fingerprint);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fingerprint);
    }
}
