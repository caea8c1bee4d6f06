-- People are found by how names and identifiers begin. The names are kept in lower case of their own: an index on
-- lower(…) is of no use below row-level security, which lets only leakproof functions choose rows, and lower is none.
ALTER TABLE customer_profile ADD COLUMN first_key text GENERATED ALWAYS AS (lower(first_name COLLATE "und-x-icu")) STORED;
ALTER TABLE customer_profile ADD COLUMN last_key text GENERATED ALWAYS AS (lower(last_name COLLATE "und-x-icu")) STORED;
CREATE INDEX customer_profile_first_key ON customer_profile (org_id, first_key text_pattern_ops) WHERE first_key IS NOT NULL;
CREATE INDEX customer_profile_last_key ON customer_profile (org_id, last_key text_pattern_ops) WHERE last_key IS NOT NULL;
CREATE INDEX customer_identifier_prefix ON customer_identifier (org_id, match_key text_pattern_ops);
