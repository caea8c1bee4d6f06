package io.guildhall.sealing;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// A key of the server, under which keys of people are kept. Its id follows from the key, so that nobody has to number
/// keys: it is the beginning of the key's digest.
record MasterKey(int id, SecretKey key) {
    private static final int HEX_DIGITS = 2 * AesGcm.KEY_BYTES;

    /// @param hex 64 hexadecimal digits
    /// @throws IllegalArgumentException for anything else
    static MasterKey parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("A key has " + HEX_DIGITS + " hexadecimal digits");
        }
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException("A key has hexadecimal digits only"); // the cause would quote it
        }
        return new MasterKey(ByteBuffer.wrap(digest(bytes)).getInt(), new SecretKeySpec(bytes, "AES"));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[" + Integer.toHexString(id) + "]";
    }
}
