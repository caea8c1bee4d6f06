package io.guildhall.change.store;

import static io.guildhall.error.ErrorCode.CALL_UNDER_WAY;
import static io.guildhall.error.ErrorCode.CUSTOMER_DELETED;
import static io.guildhall.error.ErrorCode.IDEMPOTENCY_KEY_REUSED;

import io.guildhall.change.IdempotencyKey;
import io.guildhall.change.domain.StoredAnswer;
import io.guildhall.error.RequestRefused;
import io.guildhall.postgres.SqlArrays;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Stored answers by Idempotency-Key, of the organisation whose transaction is open. An answer is stored in the
/// transaction of the call, so there is one exactly when the call's writes are there.
@Repository
public class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    IdempotencyKeys(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Keeps the key to this transaction, and finds what a former call with it was answered.
    ///
    /// @throws RequestRefused with 409/521 while another call with the key is under way, with 422/1684 when
    ///     the former call was another one, with 409/3042 when the answer told of somebody who has been erased
    ///     since
    public Optional<StoredAnswer> take(long orgId, IdempotencyKey key, Instant now) {
        boolean free = jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, :org))")
                .param("name", key.path() + '\n' + key.key())
                .param("org", orgId)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
        if (!free) {
            throw RequestRefused.because(CALL_UNDER_WAY);
        }
        return jdbc.sql("""
                        SELECT fingerprint, status, headers, answer
                          FROM idempotency_key
                         WHERE org_id = :org AND path = :path AND key IN (:hashed, :plain) AND created_at > :since
                        """)
                .param("org", orgId)
                .param("path", key.path())
                .param("hashed", key.hashed())
                .param("plain", key.key()) // as it was stored before V175
                .param("since", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .query((rs, _) -> answer(rs, key))
                .optional();
    }

    private StoredAnswer answer(ResultSet rs, IdempotencyKey key) throws SQLException {
        if (rs.getBytes("answer").length == 0) {
            throw RequestRefused.because(CUSTOMER_DELETED);
        }
        if (!MessageDigest.isEqual(rs.getBytes("fingerprint"), key.fingerprint())) {
            throw RequestRefused.because(IDEMPOTENCY_KEY_REUSED);
        }
        return new StoredAnswer(
                rs.getInt("status"), json.readValue(rs.getString("headers"), HEADERS), rs.getBytes("answer"));
    }

    /// Stores an answer of which nobody knows whom it tells of: it is emptied when anybody at all is erased.
    public void store(long orgId, IdempotencyKey key, StoredAnswer answer, Instant now) {
        store(orgId, key, answer, null, now);
    }

    /// Stores the answer of the call that holds the key, and forgets answers that have had their time.
    ///
    /// @param people whom the answer may tell of; null where that is not known
    public void store(
            long orgId, IdempotencyKey key, StoredAnswer answer, @Nullable Collection<Long> people, Instant now) {
        jdbc.sql("DELETE FROM idempotency_key WHERE org_id = :org AND created_at <= :since")
                .param("org", orgId)
                .param("since", now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("""
                        INSERT INTO idempotency_key (org_id, path, key, fingerprint, status, headers, answer, people, created_at)
                        VALUES (:org, :path, :key, :fingerprint, :status, CAST(:headers AS jsonb), :answer,
                                CASE WHEN :peopleKnown THEN CAST(:people AS bigint[]) END, :at)
                        """)
                .param("org", orgId)
                .param("path", key.path())
                .param("key", key.hashed())
                .param("fingerprint", key.fingerprint())
                .param("status", answer.status())
                .param("headers", json.writeValueAsString(answer.headers()))
                .param("answer", answer.body())
                .param("peopleKnown", people != null)
                .param("people", SqlArrays.longs(people == null ? List.of() : people))
                .param("at", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
