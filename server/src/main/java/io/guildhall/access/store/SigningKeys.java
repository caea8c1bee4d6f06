package io.guildhall.access.store;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The server's signing keys, shared by all its instances.
@Repository
public class SigningKeys {
    private final JdbcClient jdbc;

    SigningKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
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

    public void add(StoredKey key) {
        jdbc.sql(
                        "INSERT INTO signing_key (id, private_key, public_key, created_at) VALUES (:id, :private, :public, :at)")
                .param("id", key.id())
                .param("private", key.privateKey())
                .param("public", key.publicKey())
                .param("at", key.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public void removeOlderThan(Instant oldest) {
        jdbc.sql("DELETE FROM signing_key WHERE created_at < :oldest")
                .param("oldest", oldest.atOffset(ZoneOffset.UTC))
                .update();
    }
}
