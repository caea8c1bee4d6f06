-- Whose registration was taken back leaves an empty place: memberships, ledger and log go on naming the id, and taking
-- the taking back back gives the person the same one.
ALTER TABLE customer ADD COLUMN removed_at timestamptz;
COMMENT ON COLUMN customer.removed_at IS 'When the registration was taken back; null for everybody who is there.';

CREATE OR REPLACE FUNCTION customers_by_org() RETURNS TABLE (org_id bigint, customers bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
  AS 'SELECT c.org_id, count(*) FROM customer AS c WHERE c.removed_at IS NULL GROUP BY c.org_id';

-- What else went over with a merge, so that it comes back when the merge is taken back.
ALTER TABLE customer_merge
  ADD COLUMN status_changes    timestamptz[] NOT NULL DEFAULT '{}',
  ADD COLUMN past_associations bigint[]      NOT NULL DEFAULT '{}';
COMMENT ON COLUMN customer_merge.status_changes IS 'Instants of the victim''s entries in the log of statuses.';
COMMENT ON COLUMN customer_merge.past_associations IS 'Memberships of the victim that had ended.';
