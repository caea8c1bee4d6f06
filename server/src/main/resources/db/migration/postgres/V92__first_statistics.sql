-- Autovacuum looks at a table once a minute. Until then the planner guesses from its size, for wide rows so low that any
-- index on org_id looks as good as the primary key, and plans made then read the organisation for every row (ADR 14).
CREATE FUNCTION collect_first_statistics() RETURNS SETOF text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  unknown regclass;
BEGIN
  -- of several instances one is enough
  IF NOT pg_try_advisory_xact_lock(hashtextextended('collect_first_statistics', 0)) THEN
    RETURN;
  END IF;
  FOR unknown IN
    SELECT c.oid
      FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.reltuples <= 0
       -- whoever has switched statistics off does not want them
       AND NOT COALESCE(c.reloptions @> ARRAY['autovacuum_enabled=false'], false)
       AND pg_stat_get_mod_since_analyze(c.oid) >= 200
  LOOP
    EXECUTE format('ANALYZE %s', unknown);
    RETURN NEXT unknown::text;
  END LOOP;
END
$$;
COMMENT ON FUNCTION collect_first_statistics() IS 'Analyses tables that hold rows and have no statistics yet, and tells which.';
REVOKE EXECUTE ON FUNCTION collect_first_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION collect_first_statistics() TO guildhall_app;
