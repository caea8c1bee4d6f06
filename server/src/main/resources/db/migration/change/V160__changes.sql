CREATE TABLE change_set (
  org_id  bigint      NOT NULL REFERENCES org,
  -- time-ordered (UUID version 7), made by the service
  id      uuid        NOT NULL,
  at      timestamptz NOT NULL,
  till_id bigint,
  client  text,
  method  text        NOT NULL,
  path    text        NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, till_id) REFERENCES till (org_id, id)
);
CREATE INDEX change_set_of_till ON change_set (org_id, till_id) WHERE till_id IS NOT NULL;
COMMENT ON TABLE change_set IS 'One writing call: who, when, by which method and path (beyond.md row 8). No till: the operator.';

CREATE TABLE change_record (
  org_id      bigint NOT NULL,
  change_id   uuid   NOT NULL,
  entity_type text   NOT NULL,
  entity_id   bigint NOT NULL,
  action      text   NOT NULL CHECK (action IN ('CREATE', 'UPDATE', 'END')),
  before      jsonb,
  after       jsonb,
  PRIMARY KEY (org_id, change_id, entity_type, entity_id),
  FOREIGN KEY (org_id, change_id) REFERENCES change_set (org_id, id),
  CHECK ((action = 'CREATE') = (before IS NULL))
);
CREATE INDEX change_record_of_entity ON change_record (org_id, entity_type, entity_id);
COMMENT ON TABLE change_record IS 'What a change set did to one record: its state before (null when created) and after.';

CALL close_to_other_organisations('change_set', 'change_record');

-- The log is only ever added to, whoever asks.
REVOKE UPDATE, DELETE, TRUNCATE ON change_set, change_record FROM guildhall_app;
