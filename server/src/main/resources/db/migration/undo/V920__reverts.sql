CREATE TABLE change_revert (
  org_id      bigint NOT NULL,
  revert_id   uuid   NOT NULL,
  reverted_id uuid   NOT NULL,
  -- the revert that took this one back, so that the reverted change set may be reverted anew
  undone_by   uuid,
  PRIMARY KEY (org_id, revert_id),
  FOREIGN KEY (org_id, revert_id) REFERENCES change_set (org_id, id),
  FOREIGN KEY (org_id, reverted_id) REFERENCES change_set (org_id, id),
  FOREIGN KEY (org_id, undone_by) REFERENCES change_set (org_id, id)
);
CREATE INDEX change_revert_of ON change_revert (org_id, reverted_id);
-- the judge between two calls that revert the same change set
CREATE UNIQUE INDEX change_revert_in_force ON change_revert (org_id, reverted_id) WHERE undone_by IS NULL;
CREATE INDEX change_revert_undone ON change_revert (org_id, undone_by) WHERE undone_by IS NOT NULL;
COMMENT ON TABLE change_revert IS 'Which change set reverted which (beyond.md row 8), and which of these reverts were reverted themselves.';

CALL close_to_other_organisations('change_revert');
