CREATE TABLE erasure (
  org_id      bigint      NOT NULL,
  customer_id bigint      NOT NULL,
  -- also the number of the receipt
  change_id   uuid        NOT NULL,
  at          timestamptz NOT NULL,
  created_by  bigint      NOT NULL,
  may_return  boolean     NOT NULL,
  -- counts by kind
  erased      jsonb       NOT NULL,
  kept        jsonb       NOT NULL,
  PRIMARY KEY (org_id, customer_id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id),
  FOREIGN KEY (org_id, created_by) REFERENCES till (org_id, id)
);
COMMENT ON TABLE erasure IS 'Receipts: who was erased, when, by whom, how much of what went and what stayed (beyond.md row 20).';

CREATE TABLE erased_identifier (
  org_id      bigint NOT NULL,
  -- HMAC-SHA-256 of type and comparable value under org.erasure_key
  hash        bytea  NOT NULL,
  source      text   NOT NULL,
  account_id  text   NOT NULL,
  customer_id bigint NOT NULL,
  PRIMARY KEY (org_id, hash, source, account_id),
  FOREIGN KEY (org_id, customer_id) REFERENCES customer (org_id, id)
);
CREATE INDEX erased_identifier_of_customer ON erased_identifier (org_id, customer_id);
COMMENT ON TABLE erased_identifier IS 'Keyed hashes of the identifiers that erased people had, where they are not to be registered again (8026).';

CALL close_to_other_organisations('erasure', 'erased_identifier');

-- A receipt and a block stay.
REVOKE UPDATE, DELETE, TRUNCATE ON erasure, erased_identifier FROM guildhall_app;
