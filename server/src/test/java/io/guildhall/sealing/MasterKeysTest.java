package io.guildhall.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class MasterKeysTest {
    private static final String OLD = "a1".repeat(32);
    private static final String NEW = "b2".repeat(32);
    private static final byte[] ALICE = {1};
    private static final byte[] BOB = {2};

    private final AesGcm cipher = new AesGcm();
    private final byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private final byte[] nonce = new byte[12];

    @Test
    void opensWhatItHasWrapped() {
        MasterKeys keys = MasterKeys.parse(OLD);

        byte[] wrapped = keys.wrap(cipher, key, nonce, 0, ALICE);

        assertThat(keys.unwrap(cipher, wrapped, ALICE).getEncoded()).isEqualTo(key);
        assertThat(new String(wrapped, StandardCharsets.ISO_8859_1)).doesNotContain("0123456789");
    }

    @Test
    void opensKeysOfEarlierMasterKeysAndWrapsWithTheFirst() {
        byte[] wrapped = MasterKeys.parse(OLD).wrap(cipher, key, nonce, 0, ALICE);
        MasterKeys rotated = MasterKeys.parse(NEW + "\n" + OLD + "\n");

        assertThat(rotated.unwrap(cipher, wrapped, ALICE).getEncoded()).isEqualTo(key);
        assertThat(MasterKeys.idOf(rotated.wrap(cipher, key, nonce, 0, ALICE))).isEqualTo(rotated.currentId());
        assertThat(rotated.knows(MasterKeys.idOf(wrapped))).isTrue();
    }

    @Test
    void takesKeysOverFromAnEarlierMasterKey() {
        byte[] wrapped = MasterKeys.parse(OLD).wrap(cipher, key, nonce, 0, ALICE);

        byte[] taken = MasterKeys.parse(NEW + "," + OLD).rewrap(wrapped, ALICE);

        assertThat(MasterKeys.parse(NEW).unwrap(cipher, taken, ALICE).getEncoded())
                .isEqualTo(key);
    }

    @Test
    void doesNotOpenAKeyInAnotherPersonsRow() {
        MasterKeys keys = MasterKeys.parse(OLD);
        byte[] wrapped = keys.wrap(cipher, key, nonce, 0, ALICE);

        assertThatThrownBy(() -> keys.unwrap(cipher, wrapped, BOB)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysWhichMasterKeyIsMissingAndNeverWhatAKeyIs() {
        byte[] wrapped = MasterKeys.parse(OLD).wrap(cipher, key, nonce, 0, ALICE);
        MasterKeys others = MasterKeys.parse(NEW);

        assertThatThrownBy(() -> others.unwrap(cipher, wrapped, ALICE))
                .hasMessageContaining(Integer.toHexString(MasterKeys.idOf(wrapped)));
        assertThat(others.toString()).doesNotContain("b2b2");
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() {
        for (String text : new String[] {"", "secret", "zz".repeat(32), OLD + "," + "a1"}) {
            assertThatThrownBy(() -> MasterKeys.parse(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContainingAny("secret", "zz");
        }
    }

    @Test
    void sealedMessagesOpenInTheirPlaceOnly() {
        SecretKey mine =
                MasterKeys.parse(OLD).unwrap(cipher, MasterKeys.parse(OLD).wrap(cipher, key, nonce, 0, ALICE), ALICE);
        byte[] plain = "what is said of Alice".getBytes(StandardCharsets.UTF_8);
        Sealing sealing = new Sealing(new SecureRandom(), 2);

        byte[] first = sealing.seal(mine, ALICE, plain);
        byte[] second = sealing.seal(mine, ALICE, plain);

        assertThat(first).isNotEqualTo(second);
        assertThat(Sealing.open(cipher, mine, ALICE, first)).isEqualTo(plain);
        assertThat(Sealing.open(cipher, mine, BOB, first)).isNull();
        first[first.length - 1] ^= 1;
        assertThat(Sealing.open(cipher, mine, ALICE, first)).isNull();
    }
}
