package io.guildhall.customer.store;

import io.guildhall.customer.domain.Customer;
import io.guildhall.customer.domain.CustomerStatus;
import io.guildhall.customer.domain.CustomerStatus.Status;
import io.guildhall.customer.domain.ErasureReceipt;
import io.guildhall.postgres.SqlArrays;
import io.guildhall.sealing.PersonKeys;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Takes people's data out of the tables of people, and destroys their keys. Rows stay where others refer to them:
/// the person, and the profiles with the tills that registered them.
@Repository
public class Erasures {
    /// The label of erased people's status; of no organisation's making.
    public static final String LABEL = "ERASED";

    private static final TypeReference<Map<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StatusLog statuses;
    private final ErasedIdentifiers identifiers;
    private final PersonKeys keys;

    Erasures(JdbcClient jdbc, JsonMapper json, StatusLog statuses, ErasedIdentifiers identifiers, PersonKeys keys) {
        this.jdbc = jdbc;
        this.json = json;
        this.statuses = statuses;
        this.identifiers = identifiers;
        this.keys = keys;
    }

    /// The person and everybody who has been merged into the person, directly or by way of others.
    public List<Long> everybodyIn(long orgId, long survivor) {
        return jdbc.sql("""
                        WITH RECURSIVE family(id) AS (
                          SELECT CAST(:survivor AS bigint)
                          UNION
                          SELECT v.id
                            FROM family
                           CROSS JOIN LATERAL (
                                 SELECT c.id
                                   FROM customer AS c
                                  WHERE c.org_id = :org AND c.merged_into = family.id
                                 OFFSET 0) AS v
                        )
                        SELECT id FROM family ORDER BY id
                        """)
                .param("org", orgId)
                .param("survivor", survivor)
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// Whether the person's registration was taken back, so that nothing is left but what the log says.
    public boolean isRemoved(long orgId, long id) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1
                                         FROM customer
                                        WHERE org_id = :org AND id = :id AND removed_at IS NOT NULL)
                        """)
                .param("org", orgId)
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /// Who was one with these people until the merge was undone: what was said of them in between told of both.
    public List<Long> formerSurvivors(long orgId, Collection<Long> people) {
        return jdbc.sql("""
                        SELECT DISTINCT survivor_id
                          FROM customer_merge
                         WHERE org_id = :org AND victim_id = ANY(:people) AND undone_at IS NOT NULL
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// Erases people, who are locked.
    ///
    /// @param survivor of the people, as stored; null for somebody whose registration was taken back
    /// @param people the survivor and everybody in it
    /// @param blockingKey the organisation's key where nobody may return, else null
    public void erase(
            long orgId,
            @Nullable Customer survivor,
            List<Long> people,
            @Nullable String blockingKey,
            long till,
            Instant at) {
        if (blockingKey != null) {
            identifiers.block(orgId, blockingKey, people);
        }
        if (survivor != null) {
            Customer gone = survivor.withStatus(new CustomerStatus(Status.DELETED, LABEL))
                    .touched(till, at);
            statuses.addChanged(orgId, List.of(gone), at, null);
        }
        about(people, orgId, "DELETE FROM customer_identifier WHERE org_id = :org AND customer_id = ANY(:people)");
        about(people, orgId, "DELETE FROM customer_subscription WHERE org_id = :org AND customer_id = ANY(:people)");
        about(people, orgId, """
                        UPDATE customer_status_log SET reason = NULL
                         WHERE org_id = :org AND customer_id = ANY(:people) AND reason IS NOT NULL
                        """);
        about(people, orgId, """
                        UPDATE customer_merge SET pre_image = '{}'
                         WHERE org_id = :org AND (survivor_id = ANY(:people) OR victim_id = ANY(:people))
                        """);
        emptyRecordsOfFormerSurvivors(orgId, people);
        jdbc.sql("""
                        UPDATE customer_profile
                           SET first_name = NULL, last_name = NULL, fields = '{}', channels = '[]',
                               modified_by = :till, modified_at = :at
                         WHERE org_id = :org AND customer_id = ANY(:people)
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .param("till", till)
                .param("at", utc(at))
                .update();
        jdbc.sql("""
                        UPDATE customer
                           SET status = 'DELETED', status_label = :label, referral_code = NULL, extended_fields = '{}',
                               person_key = NULL, erased_at = :at, modified_at = :at
                         WHERE org_id = :org AND id = ANY(:people)
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .param("label", LABEL)
                .param("at", utc(at))
                .update();
        keys.forget(people);
    }

    private void about(Collection<Long> people, long orgId, String sql) {
        jdbc.sql(sql)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .update();
    }

    /// Merges that were undone: for a while what was written about the other one told of these people too.
    private void emptyRecordsOfFormerSurvivors(long orgId, Collection<Long> people) {
        jdbc.sql("""
                        SELECT empty_records_of_merges(array_agg(m.survivor_id), array_agg(m.at), array_agg(m.undone_at))
                          FROM customer_merge AS m
                         WHERE m.org_id = :org AND m.victim_id = ANY(:people) AND m.undone_at IS NOT NULL
                        """)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    public void keep(long orgId, ErasureReceipt receipt) {
        jdbc.sql("""
                        INSERT INTO erasure (org_id, customer_id, change_id, at, created_by, may_return, erased, kept)
                        VALUES (:org, :customer, :change, :at, :till, :mayReturn, CAST(:erased AS jsonb), CAST(:kept AS jsonb))
                        """)
                .param("org", orgId)
                .param("customer", receipt.customerId())
                .param("change", receipt.id())
                .param("at", receipt.erasedAt() == null ? null : utc(receipt.erasedAt()))
                .param("till", receipt.by())
                .param("mayReturn", receipt.mayReturn())
                .param("erased", json.writeValueAsString(receipt.erased()))
                .param("kept", json.writeValueAsString(receipt.kept()))
                .update();
    }

    /// The receipt of somebody who has been erased.
    public Optional<ErasureReceipt> receipt(long orgId, long customerId) {
        return jdbc.sql("""
                        SELECT change_id, at, created_by, may_return, erased, kept
                          FROM erasure
                         WHERE org_id = :org AND customer_id = :customer
                        """)
                .param("org", orgId)
                .param("customer", customerId)
                .query((rs, _) -> new ErasureReceipt(
                        rs.getObject("change_id", UUID.class),
                        customerId,
                        rs.getObject("at", OffsetDateTime.class).toInstant(),
                        rs.getLong("created_by"),
                        rs.getBoolean("may_return"),
                        json.readValue(rs.getString("erased"), COUNTS),
                        json.readValue(rs.getString("kept"), COUNTS)))
                .optional();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
