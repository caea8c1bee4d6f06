package io.guildhall.count.store;

import io.guildhall.count.domain.Counted.Subject;
import io.guildhall.count.domain.DayChange;
import io.guildhall.count.domain.RollUp.DayKey;
import io.guildhall.count.domain.RollUp.LinkKey;
import io.guildhall.postgres.SqlArrays;
import java.time.LocalDate;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.SortedMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Numbers, summed up by company and by day. Readers add what [CountChanges] has, in the same statement: between two, a
/// change may go from there to here.
@Repository
public class CountSums {
    private final JdbcClient jdbc;

    CountSums(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void addLinks(long orgId, SortedMap<LinkKey, Long> links) {
        if (links.isEmpty()) {
            return;
        }
        Set<Entry<LinkKey, Long>> rows = links.entrySet();
        jdbc.sql("""
                        INSERT INTO link_count (org_id, company_id, hierarchy_id, role_code, links)
                        SELECT o.org_id, u.company_id, u.hierarchy_id, u.role_code, u.links
                          FROM org AS o,
                               unnest(:companies, :hierarchies, :roles, :links)
                                 AS u(company_id, hierarchy_id, role_code, links)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, company_id, hierarchy_id, role_code)
                           DO UPDATE SET links = link_count.links + excluded.links
                        """)
                .param("org", orgId)
                .param("companies", SqlArrays.longs(rows, row -> row.getKey().companyId()))
                .param("hierarchies", SqlArrays.longs(rows, row -> row.getKey().hierarchyId()))
                .param("roles", SqlArrays.text(rows, row -> row.getKey().roleCode()))
                .param("links", SqlArrays.longs(rows, Entry::getValue))
                .update();
    }

    public void addDays(long orgId, SortedMap<DayKey, Long> days) {
        if (days.isEmpty()) {
            return;
        }
        Set<Entry<DayKey, Long>> rows = days.entrySet();
        jdbc.sql("""
                        INSERT INTO day_count (org_id, day, subject, hierarchy_id, role_code, change)
                        SELECT o.org_id, u.day, u.subject, u.hierarchy_id, u.role_code, u.change
                          FROM org AS o,
                               unnest(:days, :subjects, :hierarchies, :roles, :changes)
                                 AS u(day, subject, hierarchy_id, role_code, change)
                         WHERE o.org_id = :org
                        ON CONFLICT (org_id, day, subject, hierarchy_id, role_code)
                           DO UPDATE SET change = day_count.change + excluded.change
                        """)
                .param("org", orgId)
                .param("days", SqlArrays.array("date", rows, row -> row.getKey().day()))
                .param(
                        "subjects",
                        SqlArrays.text(rows, row -> row.getKey().subject().name()))
                .param("hierarchies", SqlArrays.longs(rows, row -> row.getKey().hierarchyId()))
                .param("roles", SqlArrays.text(rows, row -> row.getKey().roleCode()))
                .param("changes", SqlArrays.longs(rows, Entry::getValue))
                .update();
    }

    /// Every change there ever was, summed up by day between two days; all earlier ones stand on the day before the
    /// first, all later ones on the day after the last.
    ///
    /// @param hierarchyId 0 for all hierarchies; people belong to none and are always there
    public List<DayChange> days(long orgId, long hierarchyId, LocalDate first, LocalDate last) {
        return jdbc.sql("""
                        SELECT d.subject, d.hierarchy_id, d.role_code,
                               LEAST(GREATEST(d.day, CAST(:before AS date)), CAST(:after AS date)) AS on_day,
                               CAST(sum(d.change) AS bigint) AS by
                          FROM (SELECT s.subject, s.hierarchy_id, s.role_code, s.day, s.change
                                  FROM day_count AS s WHERE s.org_id = :org
                                UNION ALL
                                SELECT c.subject, c.hierarchy_id, c.role_code, c.day, c.change
                                  FROM count_change AS c WHERE c.org_id = :org) AS d
                         WHERE :hierarchy = 0 OR d.hierarchy_id IN (0, :hierarchy)
                         GROUP BY 1, 2, 3, 4
                        """)
                .param("org", orgId)
                .param("hierarchy", hierarchyId)
                .param("before", first.minusDays(1))
                .param("after", last.plusDays(1))
                .query((rs, _) -> new DayChange(
                        Subject.valueOf(rs.getString("subject")),
                        rs.getLong("hierarchy_id"),
                        rs.getString("role_code"),
                        rs.getObject("on_day", LocalDate.class),
                        rs.getLong("by")))
                .list();
    }
}
