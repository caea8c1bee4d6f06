CREATE TABLE idempotency_key (
  org_id      bigint      NOT NULL REFERENCES org,
  -- the canonical path: aliases are one path
  path        text        NOT NULL,
  key         text        NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  -- of method, canonical path, query and body
  fingerprint bytea       NOT NULL,
  status      smallint    NOT NULL,
  headers     jsonb       NOT NULL,
  answer      bytea       NOT NULL,
  created_at  timestamptz NOT NULL,
  PRIMARY KEY (org_id, path, key)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (org_id, created_at);
COMMENT ON TABLE idempotency_key IS 'Answers of writing calls that carried an Idempotency-Key, stored in the transaction of the call and kept 24 hours (beyond.md row 4).';

CALL close_to_other_organisations('idempotency_key');
