-- How every tenant-owned table is closed: a session sees and writes the rows of the organisation that its transaction
-- has named by SET LOCAL guildhall.org_id, and no others; without a name, none.
CREATE PROCEDURE close_to_other_organisations(VARIADIC tables text[])
  LANGUAGE plpgsql AS $$
DECLARE
  closed text;
BEGIN
  FOREACH closed IN ARRAY tables LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', closed);
    EXECUTE format(
      'CREATE POLICY tenant ON %I
         USING (org_id = current_setting(''guildhall.org_id'', true)::bigint)
         WITH CHECK (org_id = current_setting(''guildhall.org_id'', true)::bigint)', closed);
  END LOOP;
END
$$;
COMMENT ON PROCEDURE close_to_other_organisations(text[]) IS 'Switches row-level security on for tables that start with org_id. For migrations.';
REVOKE EXECUTE ON PROCEDURE close_to_other_organisations(text[]) FROM PUBLIC;
