CREATE TABLE import_outcome (
  org_id    bigint  NOT NULL,
  import_id uuid    NOT NULL,
  line      bigint  NOT NULL,
  -- UNREADABLE: failed when the file arrived, and fails again whatever becomes of the others
  effect    text    NOT NULL CHECK (effect IN ('CREATED', 'LINKED', 'MOVED', 'UPDATED', 'UNCHANGED', 'FAILED', 'UNREADABLE')),
  -- whether there is more to be told of it: warnings, or errors of children
  warned    boolean NOT NULL,
  PRIMARY KEY (org_id, import_id, line),
  FOREIGN KEY (org_id, import_id) REFERENCES import_job (org_id, id) ON DELETE CASCADE
);
CREATE INDEX import_outcome_by_effect ON import_outcome (org_id, import_id, effect, line);
CREATE INDEX import_outcome_warned ON import_outcome (org_id, import_id, line) WHERE warned;
COMMENT ON TABLE import_outcome IS 'What would become of each row of a dry run. Holds nothing of what the row says: that is worked out again when somebody looks.';

CALL close_to_other_organisations('import_outcome');
