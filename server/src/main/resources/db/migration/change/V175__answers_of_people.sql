-- Whom a stored answer tells of, so that it can be emptied when one of them is erased.
ALTER TABLE idempotency_key ADD COLUMN people bigint[];
COMMENT ON COLUMN idempotency_key.people IS 'Whom the answer may tell of; null where that is not known, because the call described somebody whom it refused.';
COMMENT ON COLUMN idempotency_key.key IS 'A hash of the key: callers put what they like into it.';

-- While two people were one, records of the survivor told of both.
CREATE FUNCTION empty_records_of_merges(survivors bigint[], since timestamptz[], until timestamptz[]) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$
DECLARE
  emptied bigint;
BEGIN
  UPDATE change_record AS r
     SET sealed = NULL, before = NULL, after = NULL, person_id = r.entity_id
    FROM unnest(survivors, since, until) AS u(survivor, since, until), change_set AS s
   WHERE r.org_id = current_setting('guildhall.org_id')::bigint
     AND r.entity_type = 'CUSTOMER' AND r.entity_id = u.survivor
     AND s.org_id = r.org_id AND s.id = r.change_id AND s.at BETWEEN u.since AND u.until;
  GET DIAGNOSTICS emptied = ROW_COUNT;
  RETURN emptied;
END
$$;
COMMENT ON FUNCTION empty_records_of_merges(bigint[], timestamptz[], timestamptz[]) IS 'Empties what the log says of survivors of merges that were undone, as of the time when they were one with somebody who has been erased. Of the organisation of the transaction only.';
REVOKE EXECUTE ON FUNCTION empty_records_of_merges(bigint[], timestamptz[], timestamptz[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION empty_records_of_merges(bigint[], timestamptz[], timestamptz[]) TO guildhall_app;
