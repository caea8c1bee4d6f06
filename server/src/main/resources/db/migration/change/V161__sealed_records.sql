-- What is said of a person in the log of changes is encrypted under a key of that person (ADR 18); rows of before stay
-- as they are and are emptied when their person is erased.
ALTER TABLE change_record
  DROP CONSTRAINT change_record_check,
  -- the person whose data before and after hold; null where they hold nobody's
  ADD COLUMN person_id bigint,
  -- before and after in one, in place of the two columns
  ADD COLUMN sealed    bytea,
  ADD CONSTRAINT change_record_content CHECK (CASE
    WHEN sealed IS NOT NULL THEN person_id IS NOT NULL AND before IS NULL AND after IS NULL
    ELSE person_id IS NOT NULL OR (action = 'CREATE') = (before IS NULL) END);
-- encrypted bytes do not get smaller
ALTER TABLE change_record ALTER COLUMN sealed SET STORAGE EXTERNAL;
-- the cards that somebody has had
CREATE INDEX change_record_of_holder ON change_record (org_id, person_id) WHERE entity_type = 'CARD' AND person_id IS NOT NULL;

COMMENT ON COLUMN change_record.sealed IS 'Before and after, AES-256-GCM under the key of the person; unreadable for ever once that is destroyed.';

-- Rows of before people had keys. The application may add to the log only; this is the one thing it may take away.
CREATE FUNCTION empty_clear_records(people bigint[], cards bigint[]) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$
DECLARE
  emptied bigint;
BEGIN
  UPDATE change_record AS r
     SET before = NULL, after = NULL, person_id = CASE r.entity_type WHEN 'CUSTOMER' THEN r.entity_id ELSE people[1] END
   WHERE r.org_id = current_setting('guildhall.org_id')::bigint
     AND r.sealed IS NULL AND r.person_id IS NULL
     AND (r.entity_type = 'CUSTOMER' AND r.entity_id = ANY(people) OR r.entity_type = 'CARD' AND r.entity_id = ANY(cards));
  GET DIAGNOSTICS emptied = ROW_COUNT;
  RETURN emptied;
END
$$;
COMMENT ON FUNCTION empty_clear_records(bigint[], bigint[]) IS 'Takes the data of erased people out of records that were written before records were encrypted. Of the organisation of the transaction only.';
REVOKE EXECUTE ON FUNCTION empty_clear_records(bigint[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION empty_clear_records(bigint[], bigint[]) TO guildhall_app;
