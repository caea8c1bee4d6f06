package io.guildhall.customer.store;

import io.guildhall.count.Counting;
import io.guildhall.customer.domain.Customer;
import io.guildhall.org.domain.Fields;
import io.guildhall.postgres.SqlArrays;
import io.guildhall.sealing.PersonKeys;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes who is there and who is not: the rows of people, without what each has. Counted here, and where people become
/// others ([CustomerMerges]). Where a row is joined with itself it is held, and the other is how it was before.
@Repository
class PersonRows {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final StatusLog statuses;
    private final PersonKeys keys;
    private final Counting counting;

    PersonRows(JdbcClient jdbc, JsonMapper json, StatusLog statuses, PersonKeys keys, Counting counting) {
        this.jdbc = jdbc;
        this.json = json;
        this.statuses = statuses;
        this.keys = keys;
        this.counting = counting;
    }

    /// Nobody is there any more.
    ///
    /// @param survivor whom the person has become; null of somebody whose registration was taken back
    record EmptyPlace(long id, @Nullable Long survivor) {}

    /// Registers people, whose ids are drawn already.
    void insertAll(long orgId, List<Customer> customers, Instant at) {
        List<byte[]> made =
                keys.create(orgId, customers.stream().map(Customer::id).toList());
        bound(jdbc.sql("""
                        INSERT INTO customer (org_id, id, loyalty, status, status_label, referral_code, extended_fields, person_key,
                                              created_at, modified_at)
                        SELECT o.org_id, u.id, u.loyalty, u.status, u.status_label, u.referral_code, CAST(u.extended_fields AS jsonb),
                               u.person_key, u.created_at, :at
                          FROM org AS o,
                               unnest(:ids, :loyalties, :statuses, :labels, :referralCodes, :fields, :keys, :createdAts)
                                 AS u(id, loyalty, status, status_label, referral_code, extended_fields, person_key, created_at)
                         WHERE o.org_id = :org
                        """), customers)
                .param("org", orgId)
                .param("at", utc(at))
                .param("keys", SqlArrays.bytes(made, key -> key))
                .param(
                        "createdAts",
                        SqlArrays.array(
                                "timestamptz",
                                customers,
                                customer -> utc(customer.profiles()
                                        .getFirst()
                                        .attribution()
                                        .createdAt())))
                .update();
        counting.people(orgId, at, customers.size());
    }

    /// Gives people, there or not, what they were.
    void restoreAll(long orgId, List<Customer> people, Instant at) {
        if (people.isEmpty()) {
            return;
        }
        statuses.addChanged(orgId, people, at, null);
        List<Boolean> back = bound(jdbc.sql("""
                        UPDATE customer AS c
                           SET loyalty = u.loyalty, status = u.status, status_label = u.status_label,
                               referral_code = u.referral_code, extended_fields = CAST(u.fields AS jsonb),
                               merged_into = NULL, removed_at = NULL, modified_at = :at
                          FROM unnest(:ids, :loyalties, :statuses, :labels, :referralCodes, :fields)
                                 AS u(id, loyalty, status, status_label, referral_code, fields),
                               customer AS b
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                           AND b.org_id = :org AND b.id = c.id
                        RETURNING b.merged_into IS NOT NULL OR b.removed_at IS NOT NULL
                        """), people)
                .param("org", orgId)
                .param("at", utc(at))
                .query((rs, _) -> rs.getBoolean(1))
                .list();
        counting.people(orgId, at, Collections.frequency(back, true));
    }

    /// Stores people, who are locked, as they are now.
    void updateAll(long orgId, List<Customer> customers, Instant at) {
        bound(jdbc.sql("""
                        UPDATE customer AS c
                           SET loyalty = u.loyalty, status = u.status, status_label = u.status_label,
                               referral_code = u.referral_code,
                               extended_fields = CAST(u.extended_fields AS jsonb), modified_at = :at
                          FROM unnest(:ids, :loyalties, :statuses, :labels, :referralCodes, :fields)
                                 AS u(id, loyalty, status, status_label, referral_code, extended_fields)
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                        """), customers).param("org", orgId).param("at", utc(at)).update();
    }

    /// A victim of a merge keeps what a merge leaves; of somebody who is gone nothing stays but the id and the dates.
    void emptyAll(long orgId, List<EmptyPlace> places, Instant at) {
        if (places.isEmpty()) {
            return;
        }
        List<Boolean> gone = jdbc.sql("""
                        UPDATE customer AS c
                           SET merged_into = u.survivor, modified_at = :at,
                               removed_at = CASE WHEN u.survivor IS NULL THEN :at END,
                               referral_code = CASE WHEN u.survivor IS NULL THEN NULL ELSE c.referral_code END,
                               extended_fields = CASE WHEN u.survivor IS NULL THEN '{}' ELSE c.extended_fields END
                          FROM unnest(:ids, :survivors) AS u(id, survivor), customer AS b
                         WHERE c.org_id = :org AND c.id = ANY(:ids) AND c.id = u.id
                           AND b.org_id = :org AND b.id = c.id
                        RETURNING b.merged_into IS NULL AND b.removed_at IS NULL
                        """)
                .param("org", orgId)
                .param("at", utc(at))
                .param("ids", SqlArrays.longs(places, EmptyPlace::id))
                .param("survivors", SqlArrays.array("bigint", places, EmptyPlace::survivor))
                .query((rs, _) -> rs.getBoolean(1))
                .list();
        counting.people(orgId, at, -Collections.frequency(gone, true));
    }

    private JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, List<Customer> customers) {
        return statement
                .param("ids", SqlArrays.longs(customers, Customer::id))
                .param("loyalties", SqlArrays.array("boolean", customers, Customer::loyalty))
                .param(
                        "statuses",
                        SqlArrays.text(
                                customers,
                                customer -> customer.status().status().name()))
                .param(
                        "labels",
                        SqlArrays.text(customers, customer -> customer.status().label()))
                .param("referralCodes", SqlArrays.text(customers, Customer::referralCode))
                .param("fields", SqlArrays.text(customers, customer -> text(customer.extendedFields())));
    }

    String text(Fields fields) {
        return fields.isEmpty() ? "{}" : json.writeValueAsString(fields.values());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
