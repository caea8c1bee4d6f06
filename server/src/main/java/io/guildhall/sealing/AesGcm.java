package io.guildhall.sealing;

import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/// AES-256 in Galois/Counter Mode: what is sealed cannot be read or changed without its key, nor moved to another
/// place, which the context stands for. One instance serves one thread, for as many messages as there are: finding the
/// algorithm costs more than using it.
public final class AesGcm {
    public static final int KEY_BYTES = 32;
    public static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    /// What sealing adds to the length of a message, the nonce included.
    public static final int OVERHEAD = NONCE_BYTES + TAG_BYTES;

    private final Cipher cipher;

    public AesGcm() {
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// @param random the nonce, fresh for every message, begins at `offset`
    /// @param at where the nonce and then the sealed bytes go in `target`, which has room for [#OVERHEAD] more than
    ///     the message
    void seal(Key key, byte[] random, int offset, byte[] context, byte[] plain, byte[] target, int at) {
        try {
            cipher.init(
                    Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, random, offset, NONCE_BYTES));
            cipher.updateAAD(context);
            System.arraycopy(random, offset, target, at, NONCE_BYTES);
            cipher.doFinal(plain, 0, plain.length, target, at + NONCE_BYTES);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param from where the nonce begins
    /// @return the message; null where the key or the context is another one, or a bit has changed
    byte @Nullable [] open(Key key, byte[] context, byte[] sealed, int from) {
        try {
            cipher.init(
                    Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, sealed, from, NONCE_BYTES));
            cipher.updateAAD(context);
            int start = from + NONCE_BYTES;
            return cipher.doFinal(sealed, start, sealed.length - start);
        } catch (AEADBadTagException other) {
            return null;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
