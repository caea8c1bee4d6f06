package io.guildhall.change.store;

import io.guildhall.change.domain.ChangeRecord;
import io.guildhall.sealing.AesGcm;
import io.guildhall.sealing.PersonKeys;
import io.guildhall.sealing.Sealing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Keeps what records say of people under the keys of those people. The sealed bytes open for their person and in their
/// place in the log alone; they hold both states, each with its length before it, -1 for none.
@Component
class SealedRecords {
    private static final int NONE = -1;

    private final PersonKeys keys;
    private final SecureRandom random = new SecureRandom();

    SealedRecords(PersonKeys keys) {
        this.keys = keys;
    }

    /// A record as it is stored: sealed, or in clear where it is about nobody. About somebody erased nothing is stored
    /// but that there was a change.
    record Row(ChangeRecord record, byte @Nullable [] sealed) {
        @Nullable
        String before() {
            return record.personId() == null ? record.before() : null;
        }

        @Nullable
        String after() {
            return record.personId() == null ? record.after() : null;
        }

        @Override
        public String toString() {
            return "Row[" + record + "]";
        }
    }

    List<Row> seal(long orgId, UUID change, Collection<ChangeRecord> records) {
        Set<Long> people = new LinkedHashSet<>();
        for (ChangeRecord record : records) {
            if (record.personId() != null) {
                people.add(record.personId());
            }
        }
        Map<Long, SecretKey> keyOf = people.isEmpty() ? Map.of() : keys.of(orgId, people);
        Sealing sealing = new Sealing(random, records.size());
        List<Row> rows = new ArrayList<>(records.size());
        for (ChangeRecord record : records) {
            SecretKey key = record.personId() == null ? null : keyOf.get(record.personId());
            rows.add(new Row(record, key == null ? null : sealing.seal(key, context(change, record), states(record))));
        }
        return rows;
    }

    /// Opens the records of one organisation, one after the other.
    final class Opening {
        private final long orgId;
        private final AesGcm cipher = new AesGcm();
        private final Map<Long, SecretKey> opened = new HashMap<>();

        Opening(long orgId) {
            this.orgId = orgId;
        }

        /// @param stored without its states
        /// @param wrapped the key of its person, null once that is destroyed
        ChangeRecord open(UUID change, ChangeRecord stored, byte[] sealed, byte @Nullable [] wrapped) {
            long person = Objects.requireNonNull(stored.personId(), "sealed for a person");
            if (wrapped == null) {
                return erased(stored);
            }
            SecretKey key = opened.computeIfAbsent(person, id -> keys.open(cipher, orgId, id, wrapped));
            byte[] states = Sealing.open(cipher, key, context(change, stored), sealed);
            if (states == null) {
                throw new IllegalStateException("A record of the change log has been tampered with");
            }
            ByteBuffer buffer = ByteBuffer.wrap(states);
            return new ChangeRecord(
                    stored.type(), stored.entityId(), person, stored.action(), text(buffer), text(buffer), false);
        }
    }

    static ChangeRecord erased(ChangeRecord stored) {
        return new ChangeRecord(stored.type(), stored.entityId(), stored.personId(), stored.action(), null, null, true);
    }

    private static byte[] states(ChangeRecord record) {
        byte[] before = bytes(record.before());
        byte[] after = bytes(record.after());
        ByteBuffer buffer = ByteBuffer.allocate(2 * Integer.BYTES + before.length + after.length);
        put(buffer, record.before(), before);
        put(buffer, record.after(), after);
        return buffer.array();
    }

    private static byte[] bytes(@Nullable String state) {
        return state == null ? new byte[0] : state.getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ByteBuffer buffer, @Nullable String state, byte[] bytes) {
        buffer.putInt(state == null ? NONE : bytes.length).put(bytes);
    }

    private static @Nullable String text(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length == NONE) {
            return null;
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] context(UUID change, ChangeRecord record) {
        return ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES)
                .putLong(change.getMostSignificantBits())
                .putLong(change.getLeastSignificantBits())
                .putLong(record.entityId())
                .putInt(record.type().name().hashCode())
                .array();
    }
}
