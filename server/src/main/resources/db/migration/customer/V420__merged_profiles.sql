-- A merge hands the profiles of one person to the other and remembers whose they were.
ALTER TABLE customer_profile ADD COLUMN merged_from bigint;
ALTER TABLE customer_profile ADD FOREIGN KEY (org_id, merged_from) REFERENCES customer (org_id, id);
CREATE INDEX customer_profile_merged_from ON customer_profile (org_id, merged_from) WHERE merged_from IS NOT NULL;
COMMENT ON COLUMN customer_profile.merged_from IS 'The person whose profile this was before a merge; null for an own one.';
