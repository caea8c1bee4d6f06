package io.guildhall.company.store;

import io.guildhall.wire.Page;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds companies of the organisation whose transaction is open by what their names contain.
@Repository
public class CompanySearchReads {
    private final JdbcClient jdbc;

    CompanySearchReads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param ids of the page, by name
    public record Hits(List<Long> ids, long total) {}

    /// The scan stays within the organisation's companies, which are few beside its people: no index knows what stands
    /// within a text.
    ///
    /// @param text what a name or an externalId contains, in any case; nothing in it is a wildcard
    public Hits find(long orgId, String text, boolean active, Page page) {
        return jdbc.sql("""
                        WITH hit AS (
                          SELECT c.id, c.name
                            FROM company AS c
                           WHERE c.org_id = :org AND c.active = :active AND c.removed_at = 'infinity'
                             AND (strpos(lower(c.name COLLATE "und-x-icu"), lower(CAST(:text AS text) COLLATE "und-x-icu")) > 0
                                  OR strpos(lower(c.external_id COLLATE "und-x-icu"), lower(CAST(:text AS text) COLLATE "und-x-icu")) > 0)
                        )
                        SELECT (SELECT count(*) FROM hit) AS total,
                               ARRAY(SELECT id FROM hit ORDER BY name COLLATE "und-x-icu", id LIMIT :limit OFFSET :offset) AS ids
                        """)
                .param("org", orgId)
                .param("text", text)
                .param("active", active)
                .param("limit", page.limit())
                .param("offset", page.offset())
                .query((rs, _) -> new Hits(List.of((Long[]) rs.getArray("ids").getArray()), rs.getLong("total")))
                .single();
    }
}
