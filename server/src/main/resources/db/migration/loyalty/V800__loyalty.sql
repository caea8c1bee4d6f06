CREATE SEQUENCE enrolment_id INCREMENT BY 1000;
CREATE SEQUENCE points_account_id INCREMENT BY 1000;
CREATE SEQUENCE points_lot_id INCREMENT BY 1000;
CREATE SEQUENCE posting_id INCREMENT BY 1000;

CREATE TABLE program (
  org_id     bigint  NOT NULL REFERENCES org,
  id         bigint  NOT NULL,
  name       text    NOT NULL,
  is_default boolean NOT NULL,
  -- [{number, name}], by number
  tiers      jsonb   NOT NULL,
  active     boolean NOT NULL,
  PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX program_one_default ON program (org_id) WHERE is_default AND active;
COMMENT ON TABLE program IS 'Loyalty programmes with their tiers (spec/domain.md §7); ids are unique within the organisation only.';

CREATE TABLE enrolment (
  org_id          bigint      NOT NULL,
  id              bigint      NOT NULL,
  customer_id     bigint      NOT NULL,
  program_id      bigint      NOT NULL,
  tier_number     integer     NOT NULL CHECK (tier_number >= 1),
  tier_expires_at timestamptz,
  enrolled_at     timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, customer_id, program_id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id),
  FOREIGN KEY (org_id, program_id) REFERENCES program (org_id, id)
);
CREATE INDEX enrolment_of_program ON enrolment (org_id, program_id);
COMMENT ON TABLE enrolment IS 'Who takes part in which programme, in which tier and until when.';

CREATE TABLE points_account (
  org_id      bigint NOT NULL,
  id          bigint NOT NULL,
  program_id  bigint NOT NULL,
  kind        text   NOT NULL CHECK (kind IN ('CUSTOMER', 'GROUP', 'ISSUED', 'REDEEMED', 'EXPIRED')),
  -- the person or group; null for the programme's own accounts
  holder_id   bigint,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, program_id) REFERENCES program (org_id, id),
  CHECK ((kind IN ('CUSTOMER', 'GROUP')) = (holder_id IS NOT NULL))
);
CREATE UNIQUE INDEX points_account_of_holder ON points_account (org_id, program_id, kind, COALESCE(holder_id, 0));
COMMENT ON TABLE points_account IS 'Both sides of every posting: people, groups, and where points come from and go to.';

CREATE TABLE points_lot (
  org_id     bigint         NOT NULL,
  id         bigint         NOT NULL,
  account_id bigint         NOT NULL,
  points     numeric(20, 3) NOT NULL CHECK (points > 0),
  expires_at timestamptz,
  credited_at timestamptz   NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, account_id) REFERENCES points_account (org_id, id)
);
CREATE INDEX points_lot_of_account ON points_lot (org_id, account_id, expires_at);
COMMENT ON TABLE points_lot IS 'Points credited together, with one expiry; spending names the lots it takes from.';

CREATE TABLE posting (
  org_id         bigint         NOT NULL,
  id             bigint         NOT NULL,
  lot_id         bigint         NOT NULL,
  from_account   bigint         NOT NULL,
  to_account     bigint         NOT NULL,
  points         numeric(20, 3) NOT NULL CHECK (points > 0),
  reason         text           NOT NULL,
  at             timestamptz    NOT NULL,
  change_id      uuid           NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, lot_id) REFERENCES points_lot (org_id, id),
  FOREIGN KEY (org_id, from_account) REFERENCES points_account (org_id, id),
  FOREIGN KEY (org_id, to_account) REFERENCES points_account (org_id, id),
  CHECK (from_account <> to_account)
);
CREATE INDEX posting_of_lot ON posting (org_id, lot_id);
CREATE INDEX posting_from ON posting (org_id, from_account);
CREATE INDEX posting_to ON posting (org_id, to_account);
COMMENT ON TABLE posting IS 'The append-only ledger: one row moves points from one account to another, so its two sides cannot differ. A balance is the sum of its postings.';

CALL close_to_other_organisations('program', 'enrolment', 'points_account', 'points_lot', 'posting');

-- The ledger is only ever added to, whoever asks.
REVOKE UPDATE, DELETE, TRUNCATE ON posting FROM guildhall_app;
