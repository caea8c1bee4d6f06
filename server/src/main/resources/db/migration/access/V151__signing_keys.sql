-- The server's own keys, read before any organisation is known: no row-level security here.
CREATE TABLE signing_key (
  id          uuid        NOT NULL PRIMARY KEY,
  -- RSA, PKCS #8 and X.509
  private_key bytea       NOT NULL,
  public_key  bytea       NOT NULL,
  created_at  timestamptz NOT NULL
);
COMMENT ON TABLE signing_key IS 'Keys that access tokens are signed with. The newest signs; older ones verify until no token of theirs can be alive.';
