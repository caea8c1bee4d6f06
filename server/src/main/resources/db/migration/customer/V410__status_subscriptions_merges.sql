CREATE TABLE customer_status_log (
  org_id      bigint      NOT NULL,
  customer_id bigint      NOT NULL,
  at          timestamptz NOT NULL,
  status      text        NOT NULL,
  label       text        NOT NULL,
  prev_label  text,
  reason      text,
  created_by  bigint      NOT NULL,
  PRIMARY KEY (org_id, customer_id, at),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id),
  FOREIGN KEY (org_id, created_by) REFERENCES till (org_id, id)
);
COMMENT ON TABLE customer_status_log IS 'Every change of a person''s status label: from, to, why, by whom (spec/domain.md §5).';

CREATE TABLE customer_subscription (
  org_id      bigint  NOT NULL,
  customer_id bigint  NOT NULL,
  source      text    NOT NULL,
  account_id  text    NOT NULL,
  channel     text    NOT NULL,
  priority    text    NOT NULL CHECK (priority IN ('TRANS', 'BULK')),
  opted_in    boolean NOT NULL,
  PRIMARY KEY (org_id, customer_id, source, account_id, channel, priority),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id)
);
COMMENT ON TABLE customer_subscription IS 'Whether a person wants messages of a channel and priority.';

CREATE TABLE customer_merge (
  org_id      bigint      NOT NULL,
  victim_id   bigint      NOT NULL,
  survivor_id bigint      NOT NULL,
  at          timestamptz NOT NULL,
  change_id   uuid        NOT NULL,
  -- both people as they were, so that the merge can be undone
  pre_image   jsonb       NOT NULL,
  undone_at   timestamptz,
  PRIMARY KEY (org_id, victim_id, at),
  FOREIGN KEY (org_id, victim_id) REFERENCES customer (org_id, id),
  FOREIGN KEY (org_id, survivor_id) REFERENCES customer (org_id, id),
  CHECK (victim_id <> survivor_id)
);
CREATE INDEX customer_merge_of_survivor ON customer_merge (org_id, survivor_id);
COMMENT ON TABLE customer_merge IS 'Who was joined with whom, with the pre-image that undoing needs (beyond.md row 17).';

CALL close_to_other_organisations('customer_status_log', 'customer_subscription', 'customer_merge');
