CREATE SEQUENCE card_id INCREMENT BY 1000;

CREATE TABLE card_series (
  org_id       bigint  NOT NULL REFERENCES org,
  id           bigint  NOT NULL,
  code         text    NOT NULL,
  -- the series as the organisation's document has it
  definition   jsonb   NOT NULL,
  -- first counter that no number has been drawn for; moved on by whole blocks
  next_counter bigint  NOT NULL CHECK (next_counter >= 0),
  active       boolean NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, code)
);
COMMENT ON TABLE card_series IS 'Card series and how far their numbers have been drawn (spec/domain.md §6).';

CREATE TABLE card (
  org_id          bigint      NOT NULL,
  id              bigint      NOT NULL,
  series_id       bigint      NOT NULL,
  number          text        NOT NULL,
  external_id     text,
  -- null while the card is free
  customer_id     bigint,
  status          text        NOT NULL CHECK (status IN ('NOT_ISSUED', 'ISSUED', 'ACTIVE', 'SUSPENDED', 'EXPIRED', 'DELETED')),
  status_label    text        NOT NULL,
  custom_fields   jsonb       NOT NULL,
  extended_fields jsonb       NOT NULL,
  issued_at       timestamptz,
  expires_at      timestamptz,
  created_at      timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, number),
  FOREIGN KEY (org_id, series_id) REFERENCES card_series (org_id, id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id)
);
CREATE UNIQUE INDEX card_external_id ON card (org_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX card_of_series ON card (org_id, series_id);
CREATE INDEX card_of_customer ON card (org_id, customer_id) WHERE customer_id IS NOT NULL;
COMMENT ON TABLE card IS 'Cards: generated or brought from outside, each number once in an organisation, linked to a person or free.';

CREATE TABLE card_status_log (
  org_id     bigint      NOT NULL,
  card_id    bigint      NOT NULL,
  at         timestamptz NOT NULL,
  status     text        NOT NULL,
  label      text        NOT NULL,
  prev_label text,
  reason     text,
  created_by bigint,
  PRIMARY KEY (org_id, card_id, at),
  FOREIGN KEY (org_id, card_id) REFERENCES card (org_id, id)
);
COMMENT ON TABLE card_status_log IS 'Every change of a card''s status label.';

CALL close_to_other_organisations('card_series', 'card', 'card_status_log');
