package io.guildhall.count;

import java.util.LinkedHashMap;
import java.util.Map;

/// What must hold of an organisation's numbers at any instant, whatever goes on: statements that find nothing, each by
/// one look at the database.
public final class CountTruth {
    /// The rest of `SELECT count(*) FROM`, by what it finds.
    public static final Map<String, String> NONE_OF = new LinkedHashMap<>();

    private static final String BY_DAY = """
            (SELECT d.subject, d.hierarchy_id, d.role_code, d.day, d.change FROM day_count AS d
             UNION ALL
             SELECT c.subject, c.hierarchy_id, c.role_code, c.day, c.change FROM count_change AS c)""";

    static {
        NONE_OF.put("open links that are miscounted by company", """
                (SELECT a.hierarchy_id, s.role_code, COALESCE(s.company_id, 0) AS company_id, count(*) AS n
                   FROM association_spell AS s JOIN association AS a ON a.id = s.association_id
                  WHERE s.to_at = 'infinity' GROUP BY 1, 2, 3) AS t
                  FULL JOIN
                (SELECT x.hierarchy_id, x.role_code, x.company_id, sum(x.n) AS n
                   FROM (SELECT l.hierarchy_id, l.role_code, l.company_id, l.links AS n FROM link_count AS l
                         UNION ALL
                         SELECT c.hierarchy_id, c.role_code, c.company_id, c.change
                           FROM count_change AS c WHERE c.subject = 'LINK') AS x
                  GROUP BY 1, 2, 3) AS k USING (hierarchy_id, role_code, company_id)
                 WHERE COALESCE(t.n, 0) <> COALESCE(k.n, 0)""");
        NONE_OF.put("links that are miscounted by day", """
                (SELECT a.hierarchy_id, s.role_code, CAST(x.at AT TIME ZONE 'UTC' AS date) AS day, sum(x.n) AS n
                   FROM association_spell AS s JOIN association AS a ON a.id = s.association_id
                  CROSS JOIN LATERAL (VALUES (s.from_at, 1), (s.to_at, -1)) AS x(at, n)
                  WHERE x.at < 'infinity' GROUP BY 1, 2, 3) AS t
                  FULL JOIN
                (SELECT x.hierarchy_id, x.role_code, x.day, sum(x.change) AS n FROM %s AS x
                  WHERE x.subject = 'LINK' GROUP BY 1, 2, 3) AS k USING (hierarchy_id, role_code, day)
                 WHERE COALESCE(t.n, 0) <> COALESCE(k.n, 0)""".formatted(BY_DAY));
        NONE_OF.put("people who are miscounted", """
                (SELECT count(*) AS n FROM customer AS c
                  WHERE c.removed_at IS NULL AND c.merged_into IS NULL) AS t
                 CROSS JOIN
                (SELECT COALESCE(sum(x.change), 0) AS n FROM %s AS x WHERE x.subject = 'PERSON') AS k
                 WHERE t.n <> k.n""".formatted(BY_DAY));
        NONE_OF.put("companies that are miscounted", """
                (SELECT c.hierarchy_id, CASE WHEN c.active THEN 'ACTIVE_COMPANY' ELSE 'INACTIVE_COMPANY' END AS subject,
                        count(*) AS n
                   FROM company AS c WHERE c.removed_at = 'infinity' GROUP BY 1, 2) AS t
                  FULL JOIN
                (SELECT x.hierarchy_id, x.subject, sum(x.change) AS n FROM %s AS x
                  WHERE x.subject LIKE '%%COMPANY' GROUP BY 1, 2) AS k USING (hierarchy_id, subject)
                 WHERE COALESCE(t.n, 0) <> COALESCE(k.n, 0)""".formatted(BY_DAY));
    }

    private CountTruth() {}
}
