-- A company whose creation was taken back stays for the spells that tell of it; its key is free for others.
ALTER TABLE company
  ADD COLUMN removed_at timestamptz NOT NULL DEFAULT 'infinity',
  DROP CONSTRAINT company_org_id_external_id_key,
  ADD CONSTRAINT company_of_key UNIQUE (org_id, external_id, removed_at);
COMMENT ON COLUMN company.removed_at IS 'When the creation was taken back; infinity for every company that is there.';
