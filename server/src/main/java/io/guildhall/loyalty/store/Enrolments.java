package io.guildhall.loyalty.store;

import io.guildhall.loyalty.domain.AccountKey;
import io.guildhall.loyalty.domain.Enrolment;
import io.guildhall.postgres.LostRace;
import io.guildhall.postgres.SqlArrays;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who takes part in which programmes, in the organisation whose transaction is open.
@Repository
public class Enrolments {
    static final String ID_SEQUENCE = "enrolment_id";

    private final JdbcClient jdbc;

    Enrolments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Ids of the programmes that these people are in; who is in none is absent.
    public Map<Long, Set<Long>> enrolled(long orgId, Collection<Long> customerIds) {
        return ofCustomers(orgId, customerIds).stream()
                .collect(Collectors.groupingBy(
                        Enrolment::customerId, Collectors.mapping(Enrolment::programId, Collectors.toSet())));
    }

    public List<Enrolment> ofCustomers(long orgId, Collection<Long> customerIds) {
        if (customerIds.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT customer_id, program_id, tier_number, tier_expires_at, enrolled_at
                          FROM enrolment
                         WHERE org_id = :org AND customer_id = ANY (:customers)
                        """)
                .param("org", orgId)
                .param("customers", SqlArrays.longs(customerIds))
                .query((rs, _) -> new Enrolment(
                        rs.getLong("customer_id"),
                        rs.getLong("program_id"),
                        rs.getInt("tier_number"),
                        instant(rs.getObject("tier_expires_at", OffsetDateTime.class)),
                        rs.getObject("enrolled_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /// Ids of the enrolments of these people, by which the log of changes knows them.
    public List<Long> ids(long orgId, Collection<Long> customerIds) {
        return jdbc.sql("SELECT id FROM enrolment WHERE org_id = :org AND customer_id = ANY (:people)")
                .param("org", orgId)
                .param("people", SqlArrays.longs(customerIds))
                .query((rs, _) -> rs.getLong(1))
                .list();
    }

    /// Those of the programmes that somebody is or was enrolled in, or that points were kept for.
    public Set<Long> inUse(long orgId, Collection<Long> programIds) {
        if (programIds.isEmpty()) {
            return Set.of();
        }
        return jdbc.sql("""
                        SELECT u.id
                          FROM unnest(:programs) AS u(id)
                         WHERE EXISTS (SELECT 1 FROM enrolment AS e WHERE e.org_id = :org AND e.program_id = u.id)
                            OR EXISTS (SELECT 1 FROM points_account AS a WHERE a.org_id = :org AND a.program_id = u.id)
                        """)
                .param("org", orgId)
                .param("programs", SqlArrays.longs(programIds))
                .query((rs, _) -> rs.getLong(1))
                .set();
    }

    /// @param enrolments in key order: customer, programme
    /// @throws LostRace when a concurrent call has enrolled one of the people in the meantime
    void insertAll(long orgId, List<Enrolment> enrolments, long[] ids, UUID changeId) {
        int inserted = jdbc.sql("""
                        INSERT INTO enrolment (org_id, id, customer_id, program_id, tier_number, tier_expires_at, enrolled_at, change_id)
                        SELECT o.org_id, u.id, u.customer_id, u.program_id, u.tier_number, u.tier_expires_at, u.enrolled_at, :change
                          FROM org AS o,
                               unnest(:ids, :customers, :programs, :tiers, :tierExpiries, :enrolledAts)
                                 AS u(id, customer_id, program_id, tier_number, tier_expires_at, enrolled_at)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, customer_id, program_id) DO NOTHING
                        """)
                .param("org", orgId)
                .param("change", changeId)
                .param("ids", ids)
                .param("customers", SqlArrays.longs(enrolments, Enrolment::customerId))
                .param("programs", SqlArrays.longs(enrolments, Enrolment::programId))
                .param("tiers", SqlArrays.array("integer", enrolments, Enrolment::tierNumber))
                .param(
                        "tierExpiries",
                        SqlArrays.array("timestamptz", enrolments, enrolment -> utc(enrolment.tierExpiresAt())))
                .param(
                        "enrolledAts",
                        SqlArrays.array("timestamptz", enrolments, enrolment -> utc(enrolment.enrolledAt())))
                .update();
        if (inserted < enrolments.size()) {
            throw new LostRace("enrolments");
        }
    }

    /// Gives people, who are locked, other tiers in programmes that they are in.
    ///
    /// @return the ids of the enrolments, by person and programme
    Map<AccountKey, Long> changeTiers(long orgId, List<Enrolment> enrolments, UUID changeId) {
        Map<AccountKey, Long> ids = new HashMap<>();
        jdbc.sql("""
                        UPDATE enrolment AS e
                           SET tier_number = u.tier_number, tier_expires_at = u.tier_expires_at, change_id = :change
                          FROM unnest(:customers, :programs, :tiers, :tierExpiries)
                                 AS u(customer_id, program_id, tier_number, tier_expires_at)
                         WHERE e.org_id = :org AND e.customer_id = ANY(:customers)
                           AND e.customer_id = u.customer_id AND e.program_id = u.program_id
                        RETURNING e.id, e.customer_id, e.program_id
                        """)
                .param("org", orgId)
                .param("change", changeId)
                .param("customers", SqlArrays.longs(enrolments, Enrolment::customerId))
                .param("programs", SqlArrays.longs(enrolments, Enrolment::programId))
                .param("tiers", SqlArrays.array("integer", enrolments, Enrolment::tierNumber))
                .param(
                        "tierExpiries",
                        SqlArrays.array("timestamptz", enrolments, enrolment -> utc(enrolment.tierExpiresAt())))
                .query((rs, _) -> ids.put(
                        AccountKey.customer(rs.getLong("customer_id"), rs.getLong("program_id")), rs.getLong("id")))
                .list();
        return ids;
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime stored) {
        return stored == null ? null : stored.toInstant();
    }
}
