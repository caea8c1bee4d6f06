CREATE TABLE count_change (
  org_id       bigint  NOT NULL REFERENCES org,
  id           uuid    NOT NULL,
  subject      text    NOT NULL CHECK (subject IN ('PERSON', 'ACTIVE_COMPANY', 'INACTIVE_COMPANY', 'LINK')),
  -- 0, the empty text and 0 stand for none, so that what changes are rolled up into can have them in its key
  hierarchy_id bigint  NOT NULL,
  role_code    text    NOT NULL,
  company_id   bigint  NOT NULL,
  day          date    NOT NULL,
  change       integer NOT NULL CHECK (change <> 0),
  PRIMARY KEY (org_id, id)
);
COMMENT ON TABLE count_change IS 'What writing calls did to numbers of people, companies and links. Calls only add rows, so that none waits for another; within seconds they are rolled up and removed.';

CREATE TABLE link_count (
  org_id       bigint NOT NULL REFERENCES org,
  company_id   bigint NOT NULL,
  hierarchy_id bigint NOT NULL,
  role_code    text   NOT NULL,
  links        bigint NOT NULL,
  PRIMARY KEY (org_id, company_id, hierarchy_id, role_code)
);
COMMENT ON TABLE link_count IS 'How many open links there are by company (0: none), hierarchy and role, but for what count_change has.';

CREATE TABLE day_count (
  org_id       bigint NOT NULL REFERENCES org,
  day          date   NOT NULL,
  subject      text   NOT NULL,
  hierarchy_id bigint NOT NULL,
  role_code    text   NOT NULL,
  change       bigint NOT NULL,
  PRIMARY KEY (org_id, day, subject, hierarchy_id, role_code)
);
COMMENT ON TABLE day_count IS 'By how much the numbers of people, companies and links changed on each day (UTC), by hierarchy and role, but for what count_change has.';

CALL close_to_other_organisations('count_change', 'link_count', 'day_count');

-- What is there already. Who was registered counts from the date of registration on; when a company was switched off is
-- not kept, its last change comes closest.
INSERT INTO link_count (org_id, company_id, hierarchy_id, role_code, links)
SELECT s.org_id, COALESCE(s.company_id, 0), a.hierarchy_id, s.role_code, count(*)
  FROM association_spell AS s
  JOIN association AS a ON a.org_id = s.org_id AND a.id = s.association_id
 WHERE s.to_at = 'infinity'
 GROUP BY 1, 2, 3, 4;

INSERT INTO day_count (org_id, day, subject, hierarchy_id, role_code, change)
SELECT org_id, CAST(at AT TIME ZONE 'UTC' AS date), subject, hierarchy_id, role_code, sum(change)
  FROM (SELECT c.org_id, c.created_at AS at, 'PERSON' AS subject, 0 AS hierarchy_id, '' AS role_code, 1 AS change
          FROM customer AS c
        UNION ALL
        SELECT c.org_id, GREATEST(c.removed_at, c.created_at), 'PERSON', 0, '', -1
          FROM customer AS c WHERE c.removed_at IS NOT NULL
        UNION ALL
        SELECT c.org_id, GREATEST(COALESCE(m.at, c.modified_at), c.created_at), 'PERSON', 0, '', -1
          FROM customer AS c
          LEFT JOIN (SELECT o.org_id, o.victim_id, max(o.at) AS at
                       FROM customer_merge AS o WHERE o.undone_at IS NULL GROUP BY 1, 2) AS m
            ON m.org_id = c.org_id AND m.victim_id = c.id
         WHERE c.merged_into IS NOT NULL AND c.removed_at IS NULL
        UNION ALL
        SELECT k.org_id, k.created_at, 'ACTIVE_COMPANY', k.hierarchy_id, '', 1
          FROM company AS k WHERE k.removed_at = 'infinity'
        UNION ALL
        SELECT k.org_id, k.modified_at, x.subject, k.hierarchy_id, '', x.change
          FROM company AS k
         CROSS JOIN (VALUES ('ACTIVE_COMPANY', -1), ('INACTIVE_COMPANY', 1)) AS x(subject, change)
         WHERE k.removed_at = 'infinity' AND NOT k.active
        UNION ALL
        SELECT s.org_id, x.at, 'LINK', a.hierarchy_id, s.role_code, x.change
          FROM association_spell AS s
          JOIN association AS a ON a.org_id = s.org_id AND a.id = s.association_id
         CROSS JOIN LATERAL (VALUES (s.from_at, 1), (s.to_at, -1)) AS x(at, change)
         WHERE x.at < 'infinity') AS happened
 GROUP BY 1, 2, 3, 4, 5
HAVING sum(change) <> 0;
