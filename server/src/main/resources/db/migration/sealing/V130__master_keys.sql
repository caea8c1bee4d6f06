-- Which master keys people's keys are kept under, read before any organisation is known: no row-level security here, and
-- never the keys themselves.
CREATE TABLE master_key (
  -- the beginning of the key's SHA-256
  id            integer     NOT NULL PRIMARY KEY,
  first_used_at timestamptz NOT NULL
);
COMMENT ON TABLE master_key IS 'Ids of the master keys that have been in use, so that a start with another one is refused.';
