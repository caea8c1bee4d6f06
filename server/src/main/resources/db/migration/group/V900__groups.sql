CREATE SEQUENCE user_group_id INCREMENT BY 1000;

CREATE TABLE user_group (
  org_id          bigint      NOT NULL REFERENCES org,
  id              bigint      NOT NULL,
  external_id     text        NOT NULL,
  name            text        NOT NULL,
  company_id      bigint,
  max_size        integer     NOT NULL CHECK (max_size BETWEEN 1 AND 30000),
  -- active members; changed only by statements that compare it with the size in the same breath
  member_count    integer     NOT NULL DEFAULT 0 CHECK (member_count BETWEEN 0 AND max_size),
  status          text        NOT NULL CHECK (status IN ('ACTIVE', 'INACTIVE', 'DELETED')),
  extended_fields jsonb       NOT NULL,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, external_id),
  FOREIGN KEY (org_id, company_id) REFERENCES company (org_id, id)
);
CREATE INDEX user_group_of_company ON user_group (org_id, company_id) WHERE company_id IS NOT NULL;
COMMENT ON TABLE user_group IS 'Groups of people that share a wallet, made by hand or by the points aggregation role (spec/domain.md §3).';

CREATE TABLE user_group_member (
  org_id         bigint      NOT NULL,
  group_id       bigint      NOT NULL,
  customer_id    bigint      NOT NULL,
  primary_member boolean     NOT NULL,
  default_group  boolean     NOT NULL,
  permissions    text[]      NOT NULL,
  from_at        timestamptz NOT NULL,
  to_at          timestamptz NOT NULL DEFAULT 'infinity',
  change_id      uuid        NOT NULL,
  PRIMARY KEY (org_id, group_id, customer_id, to_at),
  FOREIGN KEY (org_id, group_id) REFERENCES user_group (org_id, id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id),
  CHECK (to_at > from_at)
);
CREATE UNIQUE INDEX user_group_one_primary ON user_group_member (org_id, group_id) WHERE primary_member AND to_at = 'infinity';
CREATE UNIQUE INDEX user_group_one_default ON user_group_member (org_id, customer_id) WHERE default_group AND to_at = 'infinity';
CREATE INDEX user_group_member_of_customer ON user_group_member (org_id, customer_id, to_at);
COMMENT ON TABLE user_group_member IS 'Who belongs to which group and when; end-dated, never overwritten.';

CALL close_to_other_organisations('user_group', 'user_group_member');
