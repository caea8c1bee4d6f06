package io.guildhall.person.store;

import io.guildhall.postgres.SqlArrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How much there is about people, as receipts of erasures tell it.
@Repository
public class ErasureCounts {
    private final JdbcClient jdbc;

    ErasureCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// What erasing takes away, by kind.
    ///
    /// @param records those of the log of changes
    /// @param answers those stored under idempotency keys
    public Map<String, Long> going(long orgId, Collection<Long> people, long records, long answers) {
        Map<String, Long> counts = counts(orgId, people, """
                        SELECT (SELECT count(*) FROM customer_profile AS p
                                 WHERE p.org_id = :org AND p.customer_id = ANY(:people)) AS profiles,
                               (SELECT count(*) FROM customer_identifier AS i
                                 WHERE i.org_id = :org AND i.customer_id = ANY(:people)) AS identifiers,
                               (SELECT count(*) FROM customer_subscription AS s
                                 WHERE s.org_id = :org AND s.customer_id = ANY(:people)) AS subscriptions,
                               (SELECT count(*) FROM customer_status_log AS l
                                 WHERE l.org_id = :org AND l.customer_id = ANY(:people) AND l.reason IS NOT NULL) AS "statusReasons",
                               (SELECT count(*) FROM customer_merge AS m
                                 WHERE m.org_id = :org AND (m.survivor_id = ANY(:people) OR m.victim_id = ANY(:people))) AS merges
                        """);
        counts.put("changeRecords", records);
        counts.put("storedAnswers", answers);
        return counts;
    }

    /// What stays, by kind.
    public Map<String, Long> staying(long orgId, Collection<Long> people) {
        return counts(orgId, people, """
                        SELECT (SELECT count(*) FROM association AS a
                                  JOIN association_spell AS s ON s.org_id = a.org_id AND s.association_id = a.id
                                 WHERE a.org_id = :org AND a.customer_id = ANY(:people)) AS links,
                               (SELECT COALESCE(sum(a.child_count), 0) FROM association AS a
                                 WHERE a.org_id = :org AND a.customer_id = ANY(:people) AND a.ended_at = 'infinity') AS children,
                               (SELECT count(*) FROM card AS c
                                 WHERE c.org_id = :org AND c.customer_id = ANY(:people)) AS cards,
                               (SELECT count(*) FROM user_group_member AS g
                                 WHERE g.org_id = :org AND g.customer_id = ANY(:people)) AS groups,
                               (SELECT count(*) FROM enrolment AS e
                                 WHERE e.org_id = :org AND e.customer_id = ANY(:people)) AS enrolments,
                               (SELECT count(*) FROM points_account AS a
                                  JOIN points_entry AS e ON e.org_id = a.org_id AND e.account_id = a.id
                                 WHERE a.org_id = :org AND a.kind = 'CUSTOMER' AND a.holder_id = ANY(:people)) AS ledger
                        """);
    }

    private Map<String, Long> counts(long orgId, Collection<Long> people, String sql) {
        return jdbc.sql(sql)
                .param("org", orgId)
                .param("people", SqlArrays.longs(people))
                .query((rs, _) -> {
                    Map<String, Long> counts = new LinkedHashMap<>();
                    for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                        counts.put(rs.getMetaData().getColumnLabel(i), rs.getLong(i));
                    }
                    return counts;
                })
                .single();
    }
}
