package io.guildhall.person.store;

import io.guildhall.postgres.SqlArrays;
import io.guildhall.wire.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds people by how a name, an identifier or a card begins. Each of these is one piece of an index that also holds
/// the person, read in its order and no further than [#MOST] rows: one letter that hundreds of thousands begin with
/// costs what a whole name costs.
@Repository
public class PersonSearch {
    /// Most matches that are looked at of each kind. Where there are more, everything is found that comes before the
    /// last one looked at of any kind, so that all pages are cut from one list.
    public static final int MOST = 1_000;

    private static final String FIND = """
            WITH prefix AS (
              SELECT p.lo, p.lo || :last AS hi FROM unnest(:identifiers) AS p(lo)
            ), name AS (
              SELECT k.lo, k.lo || :last AS hi FROM search_key(:name) AS k(lo) WHERE k.lo IS NOT NULL
            ), hit AS (
              SELECT h.key, h.customer_id, h.place
                FROM prefix AS p
               CROSS JOIN LATERAL (
                     SELECT i.match_key AS key, i.customer_id,
                            row_number() OVER (ORDER BY i.match_key USING ~<~, i.customer_id) AS place
                       FROM customer_identifier AS i
                      WHERE i.org_id = :org AND i.match_key ~>=~ p.lo AND i.match_key ~<~ p.hi
                      ORDER BY i.match_key USING ~<~, i.customer_id
                      LIMIT :most + 1) AS h
              UNION ALL
              SELECT h.key, h.customer_id, h.place
                FROM prefix AS p
               CROSS JOIN LATERAL (
                     SELECT c.number AS key, c.customer_id,
                            row_number() OVER (ORDER BY c.number USING ~<~, c.customer_id) AS place
                       FROM card AS c
                      WHERE c.org_id = :org AND c.number ~>=~ p.lo AND c.number ~<~ p.hi
                        AND c.customer_id IS NOT NULL
                      ORDER BY c.number USING ~<~, c.customer_id
                      LIMIT :most + 1) AS h
              UNION ALL
              SELECT h.key, h.customer_id, h.place
                FROM prefix AS p
               CROSS JOIN LATERAL (
                     SELECT c.external_id AS key, c.customer_id,
                            row_number() OVER (ORDER BY c.external_id USING ~<~, c.customer_id) AS place
                       FROM card AS c
                      WHERE c.org_id = :org AND c.external_id ~>=~ p.lo AND c.external_id ~<~ p.hi
                        AND c.customer_id IS NOT NULL
                      ORDER BY c.external_id USING ~<~, c.customer_id
                      LIMIT :most + 1) AS h
              UNION ALL
              SELECT h.key, h.customer_id, h.place
                FROM name AS p
               CROSS JOIN LATERAL (
                     SELECT f.name_key AS key, f.customer_id,
                            row_number() OVER (ORDER BY f.name_key USING ~<~, f.customer_id) AS place
                       FROM customer_profile AS f
                      WHERE f.org_id = :org AND f.name_key ~>=~ p.lo AND f.name_key ~<~ p.hi
                      ORDER BY f.name_key USING ~<~, f.customer_id
                      LIMIT :most + 1) AS h
              UNION ALL
              SELECT h.key, h.customer_id, h.place
                FROM name AS p
               CROSS JOIN LATERAL (
                     SELECT l.surname_key AS key, l.customer_id,
                            row_number() OVER (ORDER BY l.surname_key USING ~<~, l.customer_id) AS place
                       FROM customer_profile AS l
                      WHERE l.org_id = :org AND l.surname_key ~>=~ p.lo AND l.surname_key ~<~ p.hi
                      ORDER BY l.surname_key USING ~<~, l.customer_id
                      LIMIT :most + 1) AS h
            ), bound AS (
              SELECT h.key, h.customer_id
                FROM hit AS h
               WHERE h.place > :most
               ORDER BY h.key COLLATE "C", h.customer_id
               LIMIT 1
            ), person AS (
              SELECT h.customer_id, min(h.key COLLATE "C") AS key FROM hit AS h GROUP BY h.customer_id
            ), known AS (
              SELECT p.key, p.customer_id
                FROM person AS p
               WHERE NOT EXISTS (SELECT 1
                                   FROM bound AS b
                                  WHERE (p.key COLLATE "C", p.customer_id) >= (b.key, b.customer_id))
            ), page AS (
              SELECT k.key, k.customer_id
                FROM known AS k
               WHERE CAST(:afterKey AS text) IS NULL
                  OR (k.key COLLATE "C", k.customer_id) > (CAST(:afterKey AS text), :afterId)
               ORDER BY k.key COLLATE "C", k.customer_id
               LIMIT :limit OFFSET :offset
            )
            SELECT (SELECT count(*) FROM known) AS total,
                   ARRAY(SELECT p.customer_id FROM page AS p ORDER BY p.key COLLATE "C", p.customer_id) AS ids,
                   ARRAY(SELECT p.key FROM page AS p ORDER BY p.key COLLATE "C", p.customer_id) AS keys
            """;

    private final JdbcClient jdbc;

    PersonSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Somebody found, and by what: of all that match, what sorts first.
    ///
    /// @param key as it is compared, byte by byte
    public record Hit(long customerId, String key) {
        @Override
        public String toString() {
            return "Hit[" + customerId + "]"; // personal data stays out of logs
        }
    }

    /// @param people of the page, in order of what they were found by, then of their ids
    public record Hits(List<Hit> people, long total) {}

    /// @param name what a first or last name, or both in any order, begin with, in any spelling that has the same key
    /// @param identifiers what an identifier, card number or external id of a card begins with: any of these
    /// @param after the last one of the page before; null for a page told by its offset
    /// @return a page with the row after it, where there is one
    public Hits find(long orgId, String name, Collection<String> identifiers, Page page, @Nullable Hit after) {
        return jdbc.sql(FIND)
                .param("org", orgId)
                .param("name", name)
                .param("last", "\uDBFF\uDFFF") // sorts behind everything that begins with the prefix
                .param("identifiers", SqlArrays.text(identifiers, prefix -> prefix))
                .param("most", MOST)
                .param("afterKey", after == null ? null : after.key())
                .param("afterId", after == null ? 0 : after.customerId())
                .param("limit", page.withNext())
                .param("offset", page.offset())
                .query((rs, _) -> new Hits(people(rs), rs.getLong("total")))
                .single();
    }

    private static List<Hit> people(ResultSet rs) throws SQLException {
        Long[] ids = (Long[]) rs.getArray("ids").getArray();
        String[] keys = (String[]) rs.getArray("keys").getArray();
        List<Hit> people = new ArrayList<>(ids.length);
        for (int i = 0; i < ids.length; i++) {
            people.add(new Hit(ids[i], keys[i]));
        }
        return people;
    }
}
