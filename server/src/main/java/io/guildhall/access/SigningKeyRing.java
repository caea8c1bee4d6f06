package io.guildhall.access;

import io.guildhall.access.store.SigningKeys;
import io.guildhall.access.store.SigningKeys.StoredKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The keys that access tokens are signed with, shared by all instances over the database. The newest one signs. A key
/// signs for [#KEY_LIFE] at most, less where the operator changes it; afterwards it verifies as long as a token of its
/// can be alive.
///
/// What an instance knows is at most [#FRESH] old: that long it may go on signing with the key before the newest, and
/// accept one that was withdrawn. A key that it does not know yet it looks up at once.
@Component
public class SigningKeyRing {
    static final Duration KEY_LIFE = Duration.ofDays(30);
    static final Duration FRESH = Duration.ofSeconds(10);
    /// Tokens live at most a week (`clients[].ttlSeconds`), and the last one is signed when the last instance has
    /// noticed.
    private static final Duration LONGEST_TOKEN = Duration.ofDays(7).plusMinutes(1);

    private static final int KEY_BITS = 2_048;

    private final SigningKeys store;
    private final Clock clock;
    private volatile @Nullable Known known;

    SigningKeyRing(SigningKeys store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    record Key(UUID id, Instant createdAt, RSAPrivateKey privateKey, RSAPublicKey publicKey) {
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /// @param verifiesUntil when the last token of this key is over; null for the one that signs
    public record Listed(
            UUID id, Instant createdAt, @Nullable Instant verifiesUntil) {}

    /// @param keys the newest first
    private record Known(List<Key> keys, Instant readAt) {
        boolean isFresh(Instant now) {
            return !now.isBefore(readAt) && now.isBefore(readAt.plus(FRESH));
        }
    }

    /// The key that signs. The first call of all, and the first after a key's life, make one; of several instances that
    /// find it missing at once, one does.
    Key signing() {
        Instant now = clock.instant();
        List<Key> keys = current(now);
        return needsAnother(keys, now) ? renewed(now) : keys.getFirst();
    }

    private synchronized Key renewed(Instant now) {
        if (needsAnother(reread(now), now)) {
            store.addUnlessNewerThan(fresh(now), now.minus(KEY_LIFE));
            store.removeReplacedBefore(now.minus(LONGEST_TOKEN));
            return reread(now).getFirst();
        }
        return current(now).getFirst();
    }

    private static boolean needsAnother(List<Key> keys, Instant now) {
        return keys.isEmpty() || !keys.getFirst().createdAt().isAfter(now.minus(KEY_LIFE));
    }

    /// The key of this id, if a token of its can be alive.
    Optional<Key> verifying(String id) {
        Instant now = clock.instant();
        Optional<Key> found = find(current(now), id, now);
        // another instance may have made it since
        return found.isPresent() ? found : find(reread(now), id, now);
    }

    private static Optional<Key> find(List<Key> keys, String id, Instant now) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).id().toString().equals(id)) {
                Instant until = verifiesUntil(keys, i);
                return until == null || now.isBefore(until) ? Optional.of(keys.get(i)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static @Nullable Instant verifiesUntil(List<Key> keys, int index) {
        return index == 0 ? null : keys.get(index - 1).createdAt().plus(LONGEST_TOKEN);
    }

    /// All keys, the newest first.
    public List<Listed> list() {
        List<Key> keys = reread(clock.instant());
        List<Listed> listed = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Key key = keys.get(i);
            listed.add(new Listed(key.id(), key.createdAt(), verifiesUntil(keys, i)));
        }
        return List.copyOf(listed);
    }

    /// A new key signs from now on; tokens of the others stay good.
    public void rotate() {
        Instant now = clock.instant();
        store.add(fresh(now));
        store.removeReplacedBefore(now.minus(LONGEST_TOKEN));
        reread(now);
    }

    /// Ends a key and every token it has signed, for one that others may have seen. The one that signs is replaced.
    ///
    /// @return whether there was such a key
    public boolean withdraw(UUID id) {
        Instant now = clock.instant();
        List<Key> before = reread(now);
        if (!before.isEmpty() && before.getFirst().id().equals(id)) {
            store.add(fresh(now)); // first, or an older one would sign in between
        }
        boolean removed = store.remove(id);
        reread(now);
        return removed;
    }

    private List<Key> current(Instant now) {
        Known seen = known;
        return seen != null && seen.isFresh(now) ? seen.keys() : reread(now);
    }

    private List<Key> reread(Instant now) {
        List<Key> keys = store.all().stream().map(SigningKeyRing::key).toList();
        known = new Known(keys, now);
        return keys;
    }

    private static Key key(StoredKey stored) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            return new Key(
                    stored.id(),
                    stored.createdAt(),
                    (RSAPrivateKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(stored.privateKey())),
                    (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(stored.publicKey())));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("The signing key " + stored.id() + " cannot be read", damaged);
        }
    }

    private static StoredKey fresh(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            KeyPair pair = generator.generateKeyPair();
            return new StoredKey(
                    UUID.randomUUID(),
                    pair.getPrivate().getEncoded(),
                    pair.getPublic().getEncoded(),
                    now);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
