package io.guildhall.undo;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.TestOrganisation;
import io.guildhall.count.CountTruth;
import io.guildhall.postgres.TenantTransactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Everything that is so now in one organisation, in one order, without what tells of the past: instants of changes and
/// who made them, spells and memberships that have ended, empty places.
final class StoredState {
    private static final Map<String, String> NOW = new LinkedHashMap<>();

    static {
        NOW.put("people", """
                SELECT concat_ws(' ', c.id, c.loyalty, c.status, c.status_label, c.referral_code, c.extended_fields,
                                 c.merged_into)
                  FROM customer AS c WHERE c.removed_at IS NULL""");
        NOW.put("profiles", """
                SELECT concat_ws(' ', customer_id, source, account_id, position, first_name, last_name, fields,
                                 (SELECT jsonb_agg(c.channel || jsonb_build_object(
                                             'attributes', CAST(c.channel ->> 'attributes' AS jsonb)) ORDER BY c.n)
                                    FROM jsonb_array_elements(channels) WITH ORDINALITY AS c(channel, n)),
                                 created_by, created_at, merged_from)
                  FROM customer_profile""");
        NOW.put("identifiers", """
                SELECT concat_ws(' ', type, match_key, source, account_id, customer_id, value, position)
                  FROM customer_identifier""");
        NOW.put("subscriptions", """
                SELECT concat_ws(' ', s.customer_id, s.source, s.account_id, s.channel, s.priority, s.opted_in)
                  FROM customer_subscription AS s""");
        NOW.put("links", """
                SELECT concat_ws(' ', a.id, a.customer_id, a.hierarchy_id, a.child_count, s.role_code, s.parent_id,
                                 s.company_id, s.default_child)
                  FROM association AS a
                  JOIN association_spell AS s ON s.association_id = a.id AND s.to_at = 'infinity'
                 WHERE a.ended_at = 'infinity'""");
        NOW.put("companies", """
                SELECT concat_ws(' ', id, external_id, name, hierarchy_id, parent_id, path, extended_fields, active,
                                 created_at)
                  FROM company WHERE removed_at = 'infinity'""");
        NOW.put("cards", """
                SELECT concat_ws(' ', id, series_id, number, external_id, customer_id, status, status_label,
                                 custom_fields, extended_fields, issued_at, expires_at, mapped_till_id, created_at)
                  FROM card""");
        NOW.put("enrolments", """
                SELECT concat_ws(' ', id, customer_id, program_id, tier_number, tier_expires_at, enrolled_at)
                  FROM enrolment""");
        NOW.put("points", """
                SELECT concat_ws(' ', a.kind, a.holder_id, a.program_id, e.lot_id, SUM(e.points))
                  FROM points_entry AS e JOIN points_account AS a ON a.id = e.account_id
                 GROUP BY a.kind, a.holder_id, a.program_id, e.lot_id HAVING SUM(e.points) <> 0""");
        NOW.put("groups", """
                SELECT concat_ws(' ', id, external_id, name, company_id, owner_id, max_size, member_count, status)
                  FROM user_group""");
        NOW.put("members", """
                SELECT concat_ws(' ', group_id, customer_id, primary_member, default_group, permissions)
                  FROM user_group_member WHERE to_at = 'infinity'""");
    }

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final long orgId;

    StoredState(JdbcClient jdbc, TenantTransactions transactions, TestOrganisation organisation) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.orgId = jdbc.sql("SELECT org_id FROM org WHERE code = :code")
                .param("code", organisation.code())
                .query((rs, _) -> rs.getLong(1))
                .single();
    }

    List<String> now() {
        return transactions.read(orgId, () -> {
            List<String> rows = new ArrayList<>();
            NOW.forEach((what, sql) -> jdbc.sql(sql + " ORDER BY 1")
                    .query((rs, _) -> what + ": " + rs.getString(1))
                    .list()
                    .forEach(rows::add));
            return rows;
        });
    }

    long count(String fromWhere) {
        return transactions.read(
                orgId,
                () -> jdbc.sql("SELECT count(*) FROM " + fromWhere)
                        .query((rs, _) -> rs.getLong(1))
                        .single());
    }

    /// What must hold whatever happened.
    void isInOrder() {
        CountTruth.NONE_OF.forEach(this::none);
        none("association AS a WHERE a.child_count <> (SELECT count(*) FROM association_spell AS s"
                + " WHERE s.parent_id = a.id AND s.to_at = 'infinity')");
        none("association AS a WHERE (SELECT count(*) FROM association_spell AS s WHERE s.association_id = a.id"
                + " AND s.to_at = 'infinity') <> (CASE WHEN a.ended_at = 'infinity' THEN 1 ELSE 0 END)");
        none("association_spell AS s JOIN association AS p ON p.id = s.parent_id"
                + " WHERE s.to_at = 'infinity' AND p.ended_at < 'infinity'");
        none("association_spell AS s JOIN association_spell AS n ON n.association_id = s.association_id"
                + " AND n.from_at > s.from_at WHERE n.from_at < s.to_at");
        none("association AS a JOIN customer AS c ON c.id = a.customer_id"
                + " WHERE a.ended_at = 'infinity' AND (c.removed_at IS NOT NULL OR c.merged_into IS NOT NULL)");
        none("association_spell AS s JOIN company AS c ON c.id = s.company_id"
                + " WHERE s.to_at = 'infinity' AND c.removed_at < 'infinity'");
        none("company AS c JOIN company AS p ON p.id = c.parent_id"
                + " WHERE c.removed_at = 'infinity' AND p.removed_at < 'infinity'");
        none("card AS k JOIN customer AS c ON c.id = k.customer_id"
                + " WHERE c.removed_at IS NOT NULL OR c.merged_into IS NOT NULL");
        none("enrolment AS k JOIN customer AS c ON c.id = k.customer_id WHERE c.removed_at IS NOT NULL");
        none("customer AS c WHERE c.removed_at IS NULL AND c.merged_into IS NULL"
                + " AND NOT EXISTS (SELECT 1 FROM customer_profile AS p WHERE p.customer_id = c.id)");
        none("customer AS c WHERE c.removed_at IS NOT NULL"
                + " AND EXISTS (SELECT 1 FROM customer_profile AS p WHERE p.customer_id = c.id)");
        none(
                "(SELECT e.account_id, e.lot_id FROM points_entry AS e GROUP BY 1, 2 HAVING SUM(e.points) < 0) AS overdrawn");
        none("user_group AS g WHERE g.member_count <> (SELECT count(*) FROM user_group_member AS m"
                + " WHERE m.group_id = g.id AND m.to_at = 'infinity')");
        none("(WITH RECURSIVE place AS ("
                + "SELECT a.id, a.customer_id, s.parent_id, s.role_code = 'OWNER' AS owner"
                + " FROM association AS a JOIN association_spell AS s ON s.association_id = a.id AND s.to_at = 'infinity'"
                + " JOIN hierarchy AS h ON h.id = a.hierarchy_id WHERE h.auto_group_creation"
                + "), above AS (SELECT p.id AS owner_id, p.customer_id, p.parent_id FROM place AS p WHERE p.owner"
                + " UNION ALL SELECT u.owner_id, p.customer_id, p.parent_id"
                + " FROM above AS u JOIN place AS p ON p.id = u.parent_id"
                + "), below AS (SELECT p.id AS owner_id, p.id, p.customer_id FROM place AS p WHERE p.owner"
                + " UNION ALL SELECT b.owner_id, p.id, p.customer_id FROM below AS b JOIN place AS p ON p.parent_id = b.id"
                + "), wanted AS (SELECT owner_id, customer_id FROM above UNION SELECT owner_id, customer_id FROM below"
                + "), found AS (SELECT g.owner_id, m.customer_id FROM user_group_member AS m"
                + " JOIN user_group AS g ON g.id = m.group_id WHERE m.to_at = 'infinity')"
                + " (SELECT * FROM wanted EXCEPT SELECT * FROM found)"
                + " UNION ALL (SELECT * FROM found EXCEPT SELECT * FROM wanted)) AS difference");
    }

    private void none(String what, String fromWhere) {
        assertThat(count(fromWhere)).as(what).isZero();
    }

    private void none(String fromWhere) {
        assertThat(count(fromWhere)).as(fromWhere).isZero();
    }
}
