package io.guildhall.sealing;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The server's keys: the first wraps new keys, all of them open old ones. A wrapped key is the id of the master key
/// (4 bytes), a nonce and the encrypted key, so that another master key can take over at any time.
public final class MasterKeys {
    private static final int ID_BYTES = Integer.BYTES;
    /// Length of a wrapped key.
    private static final int WRAPPED_BYTES = ID_BYTES + AesGcm.OVERHEAD + AesGcm.KEY_BYTES;

    private final SecureRandom random = new SecureRandom();
    private final MasterKey current;
    private final Map<Integer, MasterKey> byId = new LinkedHashMap<>();

    private MasterKeys(MasterKey current) {
        this.current = current;
    }

    /// @param text keys of 64 hexadecimal digits, apart by commas or white space: the one in use, then earlier ones
    /// @throws IllegalArgumentException where it is something else
    public static MasterKeys parse(String text) {
        String[] words = text.strip().split("[\\s,]+");
        MasterKeys keys = new MasterKeys(MasterKey.parse(words[0]));
        Arrays.stream(words).map(MasterKey::parse).forEach(key -> keys.byId.put(key.id(), key));
        return keys;
    }

    static MasterKeys generate() {
        byte[] key = new byte[AesGcm.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return of(key);
    }

    static MasterKeys of(byte[] key) {
        return parse(HexFormat.of().formatHex(key));
    }

    /// These and, as an earlier one, the other key, if there is one.
    MasterKeys and(byte @Nullable [] earlier) {
        if (earlier != null) {
            of(earlier).byId.forEach(byId::putIfAbsent);
        }
        return this;
    }

    byte[] currentKey() {
        return current.key().getEncoded();
    }

    /// The id of the key that new keys are wrapped with.
    public int currentId() {
        return current.id();
    }

    public boolean knows(int id) {
        return byId.containsKey(id);
    }

    /// The id of the master key that a wrapped key names.
    public static int idOf(byte[] wrapped) {
        return ByteBuffer.wrap(wrapped).getInt();
    }

    /// @param random begins with a fresh nonce at `offset`
    /// @param context whose key it is
    byte[] wrap(AesGcm cipher, byte[] key, byte[] random, int offset, byte[] context) {
        byte[] wrapped = new byte[WRAPPED_BYTES];
        ByteBuffer.wrap(wrapped).putInt(current.id());
        cipher.seal(current.key(), random, offset, context, key, wrapped, ID_BYTES);
        return wrapped;
    }

    /// @throws IllegalStateException where the server has not got the master key, or the key is somebody else's
    SecretKey unwrap(AesGcm cipher, byte[] wrapped, byte[] context) {
        MasterKey master = byId.get(idOf(wrapped));
        if (master == null) {
            throw new IllegalStateException("A key is kept under master key " + Integer.toHexString(idOf(wrapped))
                    + ", which this server has not been given");
        }
        byte[] key = cipher.open(master.key(), context, wrapped, ID_BYTES);
        if (key == null) {
            throw new IllegalStateException("A key cannot be opened: it is damaged or another one's");
        }
        return new SecretKeySpec(key, "AES");
    }

    boolean hasEarlier() {
        return byId.size() > 1;
    }

    /// The same key under the master key in use.
    byte[] rewrap(byte[] wrapped, byte[] context) {
        AesGcm cipher = new AesGcm();
        byte[] nonce = new byte[AesGcm.NONCE_BYTES];
        random.nextBytes(nonce);
        return wrap(cipher, unwrap(cipher, wrapped, context).getEncoded(), nonce, 0, context);
    }

    @Override
    public String toString() {
        return "MasterKeys" + byId.values();
    }
}
