-- A change set is the audit record of its call: no row more for a write. NULL: not made by a request.
ALTER TABLE change_set
  ADD COLUMN address    text,
  ADD COLUMN request_id text;

CREATE TABLE audit_record (
  -- UUID version 7 of the first call, so that records sort with change sets
  id         uuid        NOT NULL PRIMARY KEY,
  -- of the first and the last call; equal ones within a second are one record
  at         timestamptz NOT NULL,
  until      timestamptz NOT NULL,
  count      bigint      NOT NULL CHECK (count > 0),
  kind       text        NOT NULL CHECK (kind IN ('REFUSED', 'OPERATOR')),
  -- whose till it was, or whose document; NULL where no organisation is known
  org_id     bigint      REFERENCES org,
  actor      text        NOT NULL CHECK (actor IN ('TILL', 'CLIENT', 'OPERATOR', 'UNKNOWN')),
  name       text        CHECK (length(name) <= 64),
  address    text,
  request_id text,
  method     text        NOT NULL,
  path       text        NOT NULL,
  status     smallint    NOT NULL,
  CHECK (at <= until)
);
CREATE INDEX audit_record_of_org ON audit_record (org_id, id) WHERE org_id IS NOT NULL;
COMMENT ON TABLE audit_record IS 'Refusals of rights and calls of the operator: who, from where, which call. Writes of tills are change sets. The application may add, not change.';

-- The operator reads outside of every organisation's name and sees all; in the name of one there is nothing of others.
ALTER TABLE audit_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY adding ON audit_record FOR INSERT WITH CHECK (true);
CREATE POLICY reading ON audit_record FOR SELECT
  USING (coalesce(current_setting('guildhall.org_id', true), '') = ''
         OR org_id = nullif(current_setting('guildhall.org_id', true), '')::bigint);

REVOKE UPDATE, DELETE, TRUNCATE ON audit_record FROM guildhall_app;

-- Retention: the one way in which records go, oldest first, and none of the last 90 days whoever asks.
CREATE FUNCTION forget_audit_records(before timestamptz, most integer) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  gone bigint;
BEGIN
  DELETE FROM audit_record
   WHERE id IN (SELECT oldest.id
                  FROM (SELECT r.id, r.until FROM audit_record AS r ORDER BY r.id LIMIT most) AS oldest
                 WHERE oldest.until < least(before, now() - interval '90 days'));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;
COMMENT ON FUNCTION forget_audit_records(timestamptz, integer) IS 'Removes audit records that have had their time, at most so many; never any of the last 90 days.';
