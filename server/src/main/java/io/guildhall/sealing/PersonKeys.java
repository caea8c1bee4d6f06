package io.guildhall.sealing;

import io.guildhall.sealing.store.StoredKeys;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The keys of the people of the organisation whose transaction is open.
///
/// A transaction remembers the keys of those whom it registers or locks, so that writing about them costs no further
/// question to the database. Nobody's key changes while the person is locked.
@Component
public class PersonKeys {
    private static final int RANDOM_BYTES = AesGcm.KEY_BYTES + AesGcm.NONCE_BYTES;

    private final MasterKeys masters;
    private final StoredKeys stored;
    private final SecureRandom random = new SecureRandom();

    PersonKeys(MasterKeys masters, StoredKeys stored) {
        this.masters = masters;
        this.stored = stored;
    }

    /// A key as it is stored and, once it was needed, as it is.
    private static final class Known {
        final byte[] wrapped;

        @Nullable
        SecretKey key;

        Known(byte[] wrapped, @Nullable SecretKey key) {
            this.wrapped = wrapped;
            this.key = key;
        }
    }

    /// Makes keys for people who are being registered.
    ///
    /// @return what is to be stored with each of them, in the order of the ids
    public List<byte[]> create(long orgId, List<Long> ids) {
        Map<Long, Known> known = known();
        AesGcm cipher = new AesGcm();
        byte[] drawn = new byte[ids.size() * RANDOM_BYTES];
        random.nextBytes(drawn);
        List<byte[]> all = new ArrayList<>(ids.size());
        int offset = 0;
        for (long id : ids) {
            byte[] key = new byte[AesGcm.KEY_BYTES];
            System.arraycopy(drawn, offset, key, 0, key.length);
            byte[] wrapped = masters.wrap(cipher, key, drawn, offset + key.length, context(orgId, id));
            known.put(id, new Known(wrapped, new SecretKeySpec(key, "AES")));
            all.add(wrapped);
            offset += RANDOM_BYTES;
        }
        return all;
    }

    /// Notes the key of a person who has just been locked.
    ///
    /// @param wrapped as stored; null for a person who has none
    public void learn(long id, byte @Nullable [] wrapped) {
        if (wrapped != null) {
            known().put(id, new Known(wrapped, null));
        }
    }

    /// To be called when keys have been destroyed.
    public void forget(Collection<Long> ids) {
        known().keySet().removeAll(ids);
    }

    /// The keys of these people, to write about them. Who was registered before people had keys gets one; who has been
    /// erased, or is unknown, is absent.
    public Map<Long, SecretKey> of(long orgId, Collection<Long> ids) {
        Map<Long, Known> known = known();
        SortedSet<Long> missing = new TreeSet<>(ids);
        missing.removeAll(known.keySet());
        if (!missing.isEmpty()) {
            ask(orgId, missing).forEach((id, wrapped) -> known.put(id, new Known(wrapped, null)));
        }
        AesGcm cipher = new AesGcm();
        Map<Long, SecretKey> keys = new HashMap<>();
        for (Long id : ids) {
            Known found = known.get(id);
            if (found != null) {
                if (found.key == null) {
                    found.key = masters.unwrap(cipher, found.wrapped, context(orgId, id));
                }
                keys.put(id, found.key);
            }
        }
        return keys;
    }

    /// To read what was written about somebody.
    ///
    /// @param wrapped as stored
    /// @throws IllegalStateException where the server has not got the master key
    public SecretKey open(AesGcm cipher, long orgId, long id, byte[] wrapped) {
        return masters.unwrap(cipher, wrapped, context(orgId, id));
    }

    private Map<Long, byte[]> ask(long orgId, SortedSet<Long> ids) {
        Map<Long, byte[]> found = new HashMap<>(stored.find(orgId, ids));
        SortedSet<Long> without = new TreeSet<>(ids);
        without.removeAll(found.keySet());
        if (!without.isEmpty()) {
            found.putAll(give(orgId, without));
        }
        return found;
    }

    /// To those who have none and were not erased. Who got one of another call in between has that.
    private Map<Long, byte[]> give(long orgId, SortedSet<Long> without) {
        SortedSet<Long> keyless = new TreeSet<>(stored.holdKeyless(orgId, without));
        without.removeAll(keyless);
        Map<Long, byte[]> found = new HashMap<>(without.isEmpty() ? Map.of() : stored.find(orgId, without));
        if (!keyless.isEmpty()) {
            List<Long> order = List.copyOf(keyless);
            List<byte[]> made = create(orgId, order);
            SortedMap<Long, byte[]> added = new TreeMap<>();
            for (int i = 0; i < order.size(); i++) {
                added.put(order.get(i), made.get(i));
            }
            stored.store(orgId, added);
            found.putAll(added);
        }
        return found;
    }

    static byte[] context(long orgId, long id) {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(orgId).putLong(id).array();
    }

    /// What this transaction knows; nothing is remembered outside of one.
    @SuppressWarnings("unchecked")
    private Map<Long, Known> known() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return new HashMap<>();
        }
        Object bound = TransactionSynchronizationManager.getResource(this);
        if (bound != null) {
            return (Map<Long, Known>) bound;
        }
        Map<Long, Known> fresh = new HashMap<>();
        TransactionSynchronizationManager.bindResource(this, fresh);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(PersonKeys.this);
            }
        });
        return fresh;
    }
}
