-- Programmes live in the organisation's document, like sources; a table beside it would be a second truth.
ALTER TABLE enrolment DROP CONSTRAINT enrolment_org_id_program_id_fkey;
ALTER TABLE points_account DROP CONSTRAINT points_account_org_id_program_id_fkey;
DROP TABLE program;

ALTER TABLE enrolment ADD COLUMN change_id uuid NOT NULL;
COMMENT ON COLUMN enrolment.change_id IS 'The call that enrolled the person, or that last changed the tier.';

-- An account is found by whose it is; 0 stands for the programme itself, so that the key needs no expression.
DROP INDEX points_account_of_holder;
ALTER TABLE points_account
  DROP CONSTRAINT points_account_check,
  ALTER COLUMN holder_id SET NOT NULL,
  ADD CONSTRAINT points_account_holder CHECK ((kind IN ('CUSTOMER', 'GROUP')) = (holder_id <> 0)),
  ADD CONSTRAINT points_account_of_holder UNIQUE (org_id, kind, holder_id, program_id);
COMMENT ON COLUMN points_account.holder_id IS 'The person or group; 0 for the programme''s own accounts.';
COMMENT ON COLUMN points_lot.account_id IS 'The account that the lot was first credited to; whose its points are now is told by the entries.';

-- Wider than their search needs: an entry refers to the side of the posting that it repeats.
DROP INDEX posting_from;
DROP INDEX posting_to;
ALTER TABLE posting
  ADD CONSTRAINT posting_from UNIQUE (org_id, from_account, id, lot_id, points),
  ADD CONSTRAINT posting_to UNIQUE (org_id, to_account, id, lot_id, points);

CREATE TABLE points_entry (
  org_id           bigint         NOT NULL,
  account_id       bigint         NOT NULL,
  seq              bigint         NOT NULL CHECK (seq >= 1),
  -- no entry but the first stands without one before it
  previous_seq     bigint         GENERATED ALWAYS AS (NULLIF(seq - 1, 0)) STORED,
  posting_id       bigint         NOT NULL,
  lot_id           bigint         NOT NULL,
  -- signed: what the posting brings to this account
  points           numeric(20, 3) NOT NULL CHECK (points <> 0),
  balance_before   numeric(20, 3) NOT NULL,
  balance_after    numeric(20, 3) NOT NULL CHECK (balance_after >= 0),
  moved            numeric(20, 3) GENERATED ALWAYS AS (abs(points)) STORED,
  credited_account bigint         GENERATED ALWAYS AS (CASE WHEN points > 0 THEN account_id END) STORED,
  debited_account  bigint         GENERATED ALWAYS AS (CASE WHEN points < 0 THEN account_id END) STORED,
  PRIMARY KEY (org_id, account_id, seq),
  CONSTRAINT points_entry_balance UNIQUE (org_id, account_id, seq, balance_after),
  CONSTRAINT points_entry_of_posting UNIQUE (org_id, posting_id, account_id),
  CONSTRAINT points_entry_adds_up CHECK (balance_after = balance_before + points),
  CONSTRAINT points_entry_starts_empty CHECK (seq > 1 OR balance_before = 0),
  CONSTRAINT points_entry_chain FOREIGN KEY (org_id, account_id, previous_seq, balance_before)
    REFERENCES points_entry (org_id, account_id, seq, balance_after),
  CONSTRAINT points_entry_credit FOREIGN KEY (org_id, credited_account, posting_id, lot_id, moved)
    REFERENCES posting (org_id, to_account, id, lot_id, points),
  CONSTRAINT points_entry_debit FOREIGN KEY (org_id, debited_account, posting_id, lot_id, moved)
    REFERENCES posting (org_id, from_account, id, lot_id, points),
  FOREIGN KEY (org_id, account_id) REFERENCES points_account (org_id, id)
);
COMMENT ON TABLE points_entry IS 'The postings of one holder''s account as a chain of balances: each entry starts where the one before it ended, so that the last balance is the sum of all and cannot be anything else.';

CALL close_to_other_organisations('points_entry');

-- Added to and never changed, as postings are.
REVOKE UPDATE, DELETE, TRUNCATE ON points_lot, points_entry FROM guildhall_app;
