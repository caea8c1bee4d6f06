package io.guildhall.access.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The server's signing keys, shared by all its instances.
@Repository
public class SigningKeys {
    /// Whoever adds a key waits for whoever else does. Of two numbers, so that no organisation's lock is meant.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(151, 0)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    SigningKeys(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// A stored key pair in its standard encodings.
    public record StoredKey(UUID id, byte[] privateKey, byte[] publicKey, Instant createdAt) {
        @Override
        public String toString() {
            return "StoredKey[" + id + "]";
        }
    }

    /// All keys, the newest first.
    public List<StoredKey> all() {
        return jdbc.sql("SELECT id, private_key, public_key, created_at FROM signing_key ORDER BY created_at DESC, id")
                .query((rs, _) -> new StoredKey(
                        rs.getObject("id", UUID.class),
                        rs.getBytes("private_key"),
                        rs.getBytes("public_key"),
                        rs.getObject("created_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Makes this the newest key, even where the clock of another instance is ahead.
    public void add(StoredKey key) {
        addUnlessNewerThan(key, Instant.parse("9999-12-31T00:00:00Z"));
    }

    /// The same, but does nothing where there is a key made after this instant.
    public void addUnlessNewerThan(StoredKey key, Instant recent) {
        transaction.executeWithoutResult(_ -> {
            jdbc.sql(LOCK).query((_, _) -> true).single();
            jdbc.sql("""
                            INSERT INTO signing_key (id, private_key, public_key, created_at)
                            SELECT :id, :private, :public,
                                   greatest(CAST(:at AS timestamptz), max(k.created_at) + interval '1 microsecond')
                              FROM signing_key AS k
                            HAVING coalesce(max(k.created_at), '-infinity') <= CAST(:recent AS timestamptz)
                            """)
                    .param("id", key.id())
                    .param("private", key.privateKey())
                    .param("public", key.publicKey())
                    .param("at", key.createdAt().atOffset(ZoneOffset.UTC))
                    .param("recent", recent.atOffset(ZoneOffset.UTC))
                    .update();
        });
    }

    /// @return whether there was such a key
    public boolean remove(UUID id) {
        return jdbc.sql("DELETE FROM signing_key WHERE id = :id")
                        .param("id", id)
                        .update()
                > 0;
    }

    /// Removes the keys whose successor was there before this instant.
    public void removeReplacedBefore(Instant instant) {
        jdbc.sql("""
                        DELETE FROM signing_key AS k
                         WHERE EXISTS (SELECT 1
                                         FROM signing_key AS n
                                        WHERE n.created_at > k.created_at AND n.created_at < :instant)
                        """).param("instant", instant.atOffset(ZoneOffset.UTC)).update();
    }
}
