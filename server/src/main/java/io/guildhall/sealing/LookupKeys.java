package io.guildhall.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Keys of organisations for hashes by which something is recognised that is itself no longer there. Without the key
/// nobody can try values out, however few there are of them.
@Component
public class LookupKeys {
    static final byte[] CONTEXT = "lookup".getBytes(StandardCharsets.US_ASCII);

    private final MasterKeys masters;
    private final SecureRandom random = new SecureRandom();

    LookupKeys(MasterKeys masters) {
        this.masters = masters;
    }

    /// @return a fresh key, wrapped
    public byte[] create() {
        byte[] drawn = new byte[AesGcm.KEY_BYTES + AesGcm.NONCE_BYTES];
        random.nextBytes(drawn);
        byte[] key = Arrays.copyOf(drawn, AesGcm.KEY_BYTES);
        return masters.wrap(new AesGcm(), key, drawn, AesGcm.KEY_BYTES, CONTEXT);
    }

    /// @param wrapped in hexadecimal digits
    public Hashing open(String wrapped) {
        return new Hashing(masters.unwrap(new AesGcm(), HexFormat.of().parseHex(wrapped), CONTEXT));
    }

    /// HMAC-SHA-256; for one thread.
    public static final class Hashing {
        private final Mac mac;

        private Hashing(SecretKey key) {
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.getEncoded(), mac.getAlgorithm()));
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException(missing);
            }
        }

        public byte[] hash(String text) {
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
