-- Autovacuum looks at a table once a minute. Until then the planner guesses from its size, or believes what held when the
-- table was small: that an organisation has a row or two, so that any index on org_id is as good as the primary key. Plans
-- made then read the organisation for every row (ADR 14).
CREATE FUNCTION collect_early_statistics() RETURNS SETOF text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
  grown regclass;
BEGIN
  -- of several instances one is enough
  IF NOT pg_try_advisory_xact_lock(hashtextextended('collect_early_statistics', 0)) THEN
    RETURN;
  END IF;
  FOR grown IN
    SELECT c.oid
      FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname = current_schema() AND c.relkind = 'r'
       -- whoever has switched statistics off does not want them
       AND NOT COALESCE(c.reloptions @> ARRAY['autovacuum_enabled=false'], false)
       -- without statistics, or twice as large as they say
       AND pg_stat_get_mod_since_analyze(c.oid) >= GREATEST(200, c.reltuples)
  LOOP
    EXECUTE format('ANALYZE %s', grown);
    RETURN NEXT grown::text;
  END LOOP;
END
$$;
COMMENT ON FUNCTION collect_early_statistics() IS 'Analyses tables that have no statistics yet or have doubled since, and tells which.';
REVOKE EXECUTE ON FUNCTION collect_early_statistics() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION collect_early_statistics() TO guildhall_app;
