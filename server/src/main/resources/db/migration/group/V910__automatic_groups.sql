ALTER TABLE user_group
  -- the membership in a hierarchy that the group follows; none: made by hand
  ADD COLUMN owner_id   bigint,
  ADD COLUMN created_by bigint,
  ADD FOREIGN KEY (org_id, owner_id) REFERENCES association (org_id, id),
  ADD FOREIGN KEY (org_id, created_by) REFERENCES till (org_id, id);
CREATE UNIQUE INDEX user_group_of_owner ON user_group (org_id, owner_id) WHERE owner_id IS NOT NULL;

ALTER TABLE user_group_member ADD COLUMN end_change_id uuid;
-- the members of a group as they are listed: those of now, the primary one first
CREATE INDEX user_group_member_of_group ON user_group_member (org_id, group_id, to_at, primary_member DESC, customer_id);
