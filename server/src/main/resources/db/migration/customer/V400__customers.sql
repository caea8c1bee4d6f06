CREATE SEQUENCE customer_id INCREMENT BY 1000;

CREATE TABLE customer (
  org_id          bigint      NOT NULL REFERENCES org,
  id              bigint      NOT NULL,
  loyalty         boolean     NOT NULL,
  status          text        NOT NULL DEFAULT 'ACTIVE',
  status_label    text,
  referral_code   text,
  extended_fields jsonb       NOT NULL,
  -- the survivor, once this person has been merged into another one
  merged_into     bigint,
  created_at      timestamptz NOT NULL,
  modified_at     timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, merged_into) REFERENCES customer (org_id, id)
);
CREATE INDEX customer_merged_into ON customer (org_id, merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON TABLE customer IS 'A person: one id, one or more profiles. Locked (FOR UPDATE) by every call that changes the person, their link or their children.';

CREATE TABLE customer_profile (
  org_id      bigint      NOT NULL,
  customer_id bigint      NOT NULL,
  source      text        NOT NULL,
  account_id  text        NOT NULL,
  position    smallint    NOT NULL,
  first_name  text,
  last_name   text,
  fields      jsonb       NOT NULL,
  -- a short list, always read and written with its profile
  channels    jsonb       NOT NULL,
  created_by  bigint      NOT NULL,
  modified_by bigint      NOT NULL,
  created_at  timestamptz NOT NULL,
  modified_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, customer_id, source, account_id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id),
  FOREIGN KEY (org_id, created_by) REFERENCES till (org_id, id),
  FOREIGN KEY (org_id, modified_by) REFERENCES till (org_id, id)
);
COMMENT ON TABLE customer_profile IS 'How one source (and account) knows a person: names, custom fields, channels, who registered and changed it.';

CREATE TABLE customer_identifier (
  org_id      bigint   NOT NULL,
  -- what look-ups compare: e-mail in lower case, everything else as stored
  type        text     NOT NULL,
  match_key   text     NOT NULL,
  source      text     NOT NULL,
  account_id  text     NOT NULL,
  customer_id bigint   NOT NULL,
  value       text     NOT NULL,
  position    smallint NOT NULL,
  -- the one judge of "registered already", in any race
  PRIMARY KEY (org_id, type, match_key, source, account_id),
  FOREIGN KEY (org_id, customer_id, source, account_id) REFERENCES customer_profile (org_id, customer_id, source, account_id)
);
CREATE INDEX customer_identifier_of_customer ON customer_identifier (org_id, customer_id, source, account_id);
COMMENT ON TABLE customer_identifier IS 'Identifiers of people, unique within a source (and account).';

CALL close_to_other_organisations('customer', 'customer_profile', 'customer_identifier');

-- The operator's list of organisations shows how many people each has; row-level security hides them from its role.
CREATE FUNCTION customers_by_org() RETURNS TABLE (org_id bigint, customers bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS 'SELECT c.org_id, count(*) FROM customer AS c GROUP BY c.org_id';
COMMENT ON FUNCTION customers_by_org() IS 'How many people each organisation has. Counts only: nothing else passes the border between organisations.';
