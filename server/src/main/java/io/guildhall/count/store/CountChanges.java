package io.guildhall.count.store;

import io.guildhall.change.ChangeIds;
import io.guildhall.count.domain.CountChange;
import io.guildhall.count.domain.Counted;
import io.guildhall.count.domain.Counted.Subject;
import io.guildhall.postgres.SqlArrays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Changes of numbers that are yet to be summed up.
@Repository
public class CountChanges {
    private final JdbcClient jdbc;
    private final ChangeIds ids;
    private final Clock clock;

    CountChanges(JdbcClient jdbc, ChangeIds ids, Clock clock) {
        this.jdbc = jdbc;
        this.ids = ids;
        this.clock = clock;
    }

    public void addAll(long orgId, List<CountChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        jdbc.sql("""
                        INSERT INTO count_change (org_id, id, subject, hierarchy_id, role_code, company_id, day, change)
                        SELECT o.org_id, u.id, u.subject, u.hierarchy_id, u.role_code, u.company_id, u.day, u.change
                          FROM org AS o,
                               unnest(:ids, :subjects, :hierarchies, :roles, :companies, :days, :changes)
                                 AS u(id, subject, hierarchy_id, role_code, company_id, day, change)
                         WHERE o.org_id = :org
                        """)
                .param("org", orgId)
                .param("ids", SqlArrays.array("uuid", changes, _ -> ids.next(now)))
                .param(
                        "subjects",
                        SqlArrays.text(
                                changes, change -> change.counted().subject().name()))
                .param(
                        "hierarchies",
                        SqlArrays.longs(changes, change -> change.counted().hierarchyId()))
                .param(
                        "roles",
                        SqlArrays.text(changes, change -> change.counted().roleCode()))
                .param(
                        "companies",
                        SqlArrays.longs(changes, change -> change.counted().companyId()))
                .param(
                        "days",
                        SqlArrays.array(
                                "date", changes, change -> change.counted().day()))
                .param("changes", SqlArrays.array("integer", changes, CountChange::change))
                .update();
    }

    /// Keeps others from summing up for the organisation until the transaction ends.
    ///
    /// @return false where somebody is at it
    public boolean hold(long orgId) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended('counts', :org))")
                .param("org", orgId)
                .query((rs, _) -> rs.getBoolean(1))
                .single();
    }

    /// Takes the oldest changes out. None that is committed later is lost or taken twice: what is summed up is what
    /// this very statement removes.
    public List<CountChange> take(long orgId, int most) {
        return jdbc.sql("""
                        DELETE FROM count_change AS c
                         WHERE c.org_id = :org
                           AND c.id = ANY(ARRAY(
                               SELECT o.id FROM count_change AS o WHERE o.org_id = :org ORDER BY o.id LIMIT :most))
                        RETURNING c.subject, c.hierarchy_id, c.role_code, c.company_id, c.day, c.change
                        """)
                .param("org", orgId)
                .param("most", most)
                .query((rs, _) -> new CountChange(
                        new Counted(
                                Subject.valueOf(rs.getString("subject")),
                                rs.getLong("hierarchy_id"),
                                rs.getString("role_code"),
                                rs.getLong("company_id"),
                                rs.getObject("day", LocalDate.class)),
                        rs.getInt("change")))
                .list();
    }

    /// All organisations there are.
    public List<Long> organisations() {
        return jdbc.sql("SELECT org_id FROM org ORDER BY org_id")
                .query((rs, _) -> rs.getLong(1))
                .list();
    }
}
