package io.guildhall.sealing;

import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// Seals many messages, each under a key of its own: random bytes are drawn for all of them at once.
public final class Sealing {
    private final AesGcm cipher = new AesGcm();
    private final byte[] nonces;
    private int next;

    /// @param messages how many there are at most
    public Sealing(SecureRandom random, int messages) {
        nonces = new byte[messages * AesGcm.NONCE_BYTES];
        random.nextBytes(nonces);
    }

    /// @param context what the message belongs to; it opens nowhere else
    public byte[] seal(SecretKey key, byte[] context, byte[] plain) {
        byte[] sealed = new byte[plain.length + AesGcm.OVERHEAD];
        cipher.seal(key, nonces, next, context, plain, sealed, 0);
        next += AesGcm.NONCE_BYTES;
        return sealed;
    }

    /// @return null where the key is another one, or the message has been changed or moved
    public static byte @Nullable [] open(AesGcm cipher, SecretKey key, byte[] context, byte[] sealed) {
        return cipher.open(key, context, sealed, 0);
    }
}
