package io.guildhall.person.store;

import io.guildhall.postgres.SqlArrays;
import io.guildhall.wire.Page;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds people by how a name, an identifier or a card number begins. One index range for each, none read further than
/// [#MOST] rows: the cost is that of the answer, however many people there are.
@Repository
public class PersonSearch {
    /// Most matches that are looked at of each kind.
    public static final int MOST = 1_000;

    private final JdbcClient jdbc;

    PersonSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param ids of the page, in order
    public record Hits(List<Long> ids, long total) {}

    /// @param name what a first or last name begins with, in any case
    /// @param identifiers what an identifier or card number begins with: any of these
    public Hits find(long orgId, String name, Collection<String> identifiers, Page page) {
        return jdbc.sql("""
                        WITH prefix AS (
                          SELECT p.lo, p.lo || :last AS hi FROM unnest(:identifiers) AS p(lo)
                        ), name AS (
                          SELECT lower(CAST(:name AS text) COLLATE "und-x-icu") AS lo,
                                 lower(CAST(:name AS text) COLLATE "und-x-icu") || :last AS hi
                        ), hit AS (
                          SELECT h.customer_id
                            FROM prefix AS p
                           CROSS JOIN LATERAL (
                                 SELECT i.customer_id
                                   FROM customer_identifier AS i
                                  WHERE i.org_id = :org AND i.match_key ~>=~ p.lo AND i.match_key ~<~ p.hi
                                  ORDER BY i.match_key USING ~<~
                                  LIMIT :most) AS h
                          UNION
                          SELECT h.customer_id
                            FROM prefix AS p
                           CROSS JOIN LATERAL (
                                 SELECT c.customer_id
                                   FROM card AS c
                                  WHERE c.org_id = :org AND c.number ~>=~ p.lo AND c.number ~<~ p.hi
                                    AND c.customer_id IS NOT NULL
                                  ORDER BY c.number USING ~<~
                                  LIMIT :most) AS h
                          UNION
                          SELECT h.customer_id
                            FROM name AS p
                           CROSS JOIN LATERAL (
                                 SELECT f.customer_id
                                   FROM customer_profile AS f
                                  WHERE f.org_id = :org AND f.first_key ~>=~ p.lo AND f.first_key ~<~ p.hi
                                  ORDER BY f.first_key USING ~<~
                                  LIMIT :most) AS h
                          UNION
                          SELECT h.customer_id
                            FROM name AS p
                           CROSS JOIN LATERAL (
                                 SELECT l.customer_id
                                   FROM customer_profile AS l
                                  WHERE l.org_id = :org AND l.last_key ~>=~ p.lo AND l.last_key ~<~ p.hi
                                  ORDER BY l.last_key USING ~<~
                                  LIMIT :most) AS h
                        )
                        SELECT (SELECT count(*) FROM hit) AS total,
                               ARRAY(SELECT customer_id FROM hit ORDER BY customer_id LIMIT :limit OFFSET :offset) AS ids
                        """)
                .param("org", orgId)
                .param("name", name)
                .param("last", "\uDBFF\uDFFF") // sorts behind everything that begins with the prefix
                .param("identifiers", SqlArrays.text(identifiers, prefix -> prefix))
                .param("most", MOST)
                .param("limit", page.limit())
                .param("offset", page.offset())
                .query((rs, _) -> new Hits(List.of((Long[]) rs.getArray("ids").getArray()), rs.getLong("total")))
                .single();
    }
}
